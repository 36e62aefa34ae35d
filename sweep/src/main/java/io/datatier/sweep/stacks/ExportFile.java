package io.datatier.sweep.stacks;

import io.datatier.sweep.state.BadExport;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An export in a file, or what a file backend keeps, which may be compressed. */
record ExportFile(String id, Path path) implements Candidate {

  @Override
  public String stamp() {
    try {
      return Files.size(path) + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public Content open(long most) throws BadExport, IOException {
    if (Files.isSymbolicLink(path)) {
      throw new BadExport("is a symbolic link, which is not followed: name the folder it leads to");
    } else if (!Files.isRegularFile(path)) {
      throw new BadExport("is not a regular file");
    } else if (id.endsWith(".zst")) {
      throw new BadExport(
          "is compressed with zstd, which only the Pulumi CLI can read: use pulumi stack export");
    }
    try {
      return new Content(size(most), stream());
    } catch (ZipException | EOFException malformed) {
      throw new BadExport("is not a complete gzip file");
    }
  }

  private boolean isCompressed() {
    return path.toString().endsWith(".gz");
  }

  /** Of what is read, which may be a thousand times what is kept. */
  private long size(long most) throws IOException {
    if (!isCompressed()) {
      return Files.size(path);
    }
    try (var stream = stream()) {
      var buffer = new byte[1 << 16];
      var size = 0L;
      for (var read = stream.read(buffer); read >= 0 && size <= most; read = stream.read(buffer)) {
        size += read;
      }
      return size;
    }
  }

  private InputStream stream() throws IOException {
    var file = new BufferedInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS));
    return isCompressed() ? new GZIPInputStream(file, 1 << 16) : file;
  }
}
