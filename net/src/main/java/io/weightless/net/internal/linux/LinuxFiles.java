package io.weightless.net.internal.linux;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.internal.LocalFiles;
import io.weightless.net.internal.Resources;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Opens files by their descriptors.
public record LinuxFiles(Reactor reactor, Resources resources, Libc libc)
    implements LocalFiles.Opener {
  @Override
  public FileSource open(Path path, FileInfo found, LinkOption... options) throws IOException {
    return new LinuxFile(reactor, resources, libc, path, found, options.length == 0);
  }

  @Override
  public FileSink append(Path path) throws IOException {
    return new LinuxFileSink(reactor, resources, libc, path);
  }
}
