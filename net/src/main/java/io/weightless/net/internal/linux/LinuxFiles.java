package io.weightless.net.internal.linux;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.LocalFiles;
import io.weightless.net.internal.Resources;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens files by their descriptors.
public record LinuxFiles(Reactor reactor, Resources resources, Libc libc)
    implements LocalFiles.Opener {
  @Override
  public FileSource open(Path path, FileInfo found, LinkOption... options) throws IOException {
    int descriptor = libc.files.open(path, options.length == 0);
    try {
      return opened(path, descriptor, libc.files.info(descriptor, found.name()));
    } catch (IOException e) {
      libc.close(descriptor);
      throw e;
    }
  }

  @Override
  public @Nullable FileSource openStraight(Path path, String name) {
    int descriptor = libc.files.openStraight(path);
    if (descriptor < 0) {
      return null;
    }
    try {
      FileInfo info = libc.files.info(descriptor, name);
      if (info.kind() == FileInfo.Kind.FILE) {
        return opened(path, descriptor, info);
      }
    } catch (IOException _) {
      // whoever looks closer will be told
    }
    Failures.closeQuietly(() -> libc.close(descriptor));
    return null;
  }

  private FileSource opened(Path path, int descriptor, FileInfo info) {
    return new LinuxFile(reactor, resources, libc, path, descriptor, info);
  }

  @Override
  public FileSink append(Path path) throws IOException {
    return new LinuxFileSink(reactor, resources, libc, path);
  }
}
