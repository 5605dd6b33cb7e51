package io.weightless.http;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Files that are as others, except for what a test makes different.
class OtherFiles implements Files {
  private final Files files;

  OtherFiles(Files files) {
    this.files = files;
  }

  @Override
  public FileInfo info(Path path, LinkOption... options) throws IOException {
    return files.info(path, options);
  }

  @Override
  public FileSource open(Path path, LinkOption... options) throws IOException {
    return files.open(path, options);
  }

  @Override
  public @Nullable FileSource openStraight(Path path) {
    return files.openStraight(path);
  }

  @Override
  public List<FileInfo> list(Path directory, LinkOption... options) throws IOException {
    return files.list(directory, options);
  }

  @Override
  public Path real(Path path) throws IOException {
    return files.real(path);
  }
}
