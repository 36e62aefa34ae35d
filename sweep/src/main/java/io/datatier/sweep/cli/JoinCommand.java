package io.datatier.sweep.cli;

import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports on the results of all shards as of one sweep. */
@Command(
    name = "join",
    description = "Merges the results of all shards, written by judge --shard, and reports.")
final class JoinCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULTS",
      description = "files written by judge --results, or folders of them (*.jsonl)")
  private List<Path> places = List.of();

  @Mixin private Reports reports = new Reports();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var paths = paths();
    reports.check(Optional.empty(), paths);
    var files = new ArrayList<ResultsFile>();
    try {
      for (var path : paths) {
        files.add(ResultsFile.read(path));
      }
      var results = Results.join(files);
      reports.write(results, spec.commandLine().getOut());
      return Reports.exitCode(results);
    } finally {
      for (var file : files) {
        file.close();
      }
    }
  }

  private List<Path> paths() throws IOException {
    var paths = new ArrayList<Path>();
    for (var place : places) {
      if (!Files.isDirectory(place)) {
        paths.add(place);
        continue;
      }
      try (var found = Files.list(place)) {
        found.filter(it -> it.toString().endsWith(".jsonl")).sorted().forEach(paths::add);
      }
    }
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("there are no results (*.jsonl) in " + places);
    }
    return paths;
  }
}
