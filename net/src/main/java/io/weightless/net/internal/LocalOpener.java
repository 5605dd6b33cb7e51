package io.weightless.net.internal;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Opens files as the JDK does.
public record LocalOpener(Reactor reactor, Resources resources) implements LocalFiles.Opener {
  @Override
  public FileSource open(Path path, FileInfo found, LinkOption... options) throws IOException {
    return new LocalFile(reactor, resources, path, found, options);
  }

  @Override
  public FileSink append(Path path) throws IOException {
    return new LocalFileSink(reactor, resources, path);
  }
}
