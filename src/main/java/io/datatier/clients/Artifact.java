package io.datatier.clients;

import com.pulumi.asset.FileArchive;
import com.pulumi.aws.lambda.FunctionArgs;
import io.datatier.config.Allows;
import io.datatier.config.InvalidValue;
import io.datatier.config.Required;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The code of a Lambda function. */
public sealed interface Artifact {

  /** Code on this machine: a folder, which the engine zips, or an archive. */
  static Artifact path(String path) {
    return new LocalPath(path);
  }

  /** Code in S3: what a build pipeline has put there. */
  static Artifact s3(BucketName bucket, ObjectKey key, Optional<String> version) {
    return new S3Object(bucket, key, version);
  }

  /** Writes this artifact into {@code args}. */
  FunctionArgs.Builder into(FunctionArgs.Builder args);

  /** A folder or an archive, relative to the project's folder. It must exist. */
  record LocalPath(String path) implements Artifact {

    /** How the engine tells an archive (pulumi/pulumi, archive.go, ArchiveExts). */
    private static final List<String> ARCHIVES = List.of(".zip", ".jar", ".tar", ".tgz", ".tar.gz");

    public LocalPath {
      if (!isReadable(path)) {
        throw new InvalidValue(
            path,
            "be a folder or an archive (%s) that exists, relative to the project"
                .formatted(String.join(", ", ARCHIVES)));
      }
    }

    private static boolean isReadable(String path) {
      File file;
      try {
        file = Path.of(path).toAbsolutePath().normalize().toFile();
      } catch (InvalidPathException malformed) {
        return false;
      }
      // Of an empty path the engine makes an archive without files.
      return !path.isEmpty()
          && (ARCHIVES.stream().anyMatch(file.getName()::endsWith)
              ? file.isFile()
              : file.isDirectory());
    }

    @Override
    public FunctionArgs.Builder into(FunctionArgs.Builder args) {
      return args.code(new FileArchive(path));
    }
  }

  /**
   * An object in S3.
   *
   * @param version its version; without one, Lambda does not notice a new object under the same key
   */
  record S3Object(
      @Required("the bucket that holds the code") BucketName bucket,
      @Required("the object's key") @Allows("1 to 1024 characters; the object's key") ObjectKey key,
      @Allows("the object's version; without it, Lambda does not notice a new object")
          Optional<String> version)
      implements Artifact {

    @Override
    public FunctionArgs.Builder into(FunctionArgs.Builder args) {
      args.s3Bucket(bucket.value()).s3Key(key.value());
      version.ifPresent(args::s3ObjectVersion);
      return args;
    }
  }
}
