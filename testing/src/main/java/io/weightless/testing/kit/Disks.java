package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;

import io.weightless.net.FileInfo;
import io.weightless.net.FileInfo.Kind;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/// Folders of files in which the tests of the kits are.
interface Disks extends Reactors {
  /// What a test does in a folder of its own.
  interface Stay {
    void in(Path folder) throws IOException;
  }

  default Files files() {
    return Reactor.current().service(Files.class);
  }

  /// In a task, with an empty folder, which is deleted afterwards.
  default void inFolder(Stay stay) throws IOException {
    run(_ -> {
      Path folder = files().real(files().temporaryDirectory(null, "kit"));
      try {
        stay.in(folder);
      } finally {
        delete(folder);
      }
    });
  }

  private void delete(Path folder) throws IOException {
    Deque<Path> all = new ArrayDeque<>();
    all.push(folder);
    files()
        .walk(
            folder,
            (path, info) -> {
              all.push(path);
              return info.kind() == Kind.DIRECTORY;
            });
    for (Path path : all) {
      files().delete(path);
    }
  }

  default Path write(Path path, String text) throws IOException {
    try (OpenFile file =
        files().edit(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
      file.append(bytes(text));
    }
    return path;
  }

  default String read(Path path) throws IOException {
    try (FileSource source = files().open(path)) {
      return text(source);
    }
  }

  /// All of it.
  static String text(FileSource source) throws IOException {
    ByteBuffer all = ByteBuffer.allocate((int) source.size() + 1);
    int _ = source.read(all, 0);
    return Talk.text(all.flip());
  }

  /// In one line.
  static String line(FileInfo info) {
    return info.name() + " " + info.kind();
  }
}
