package io.weightless.check.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// The lines of a file that somebody else is writing, each read once.
final class Tail {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private long position;

  Tail(Path file) {
    this.file = file;
  }

  /// From now on only lines count that are written from now on.
  void forget() {
    read();
    lines.clear();
  }

  List<String> containing(String text) {
    read();
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  /// Those with `text`, as soon as they satisfy; when they don't, those that there are at last.
  List<String> await(String text, Predicate<List<String>> satisfy) {
    long start = System.nanoTime();
    List<String> found = containing(text);
    while (!satisfy.test(found) && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(1_000_000); // it is another process: nothing here could wake us
      found = containing(text);
    }
    return found;
  }

  private void read() {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - position));
      while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
        // until all is there
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf('\n') + 1;
      text.substring(0, end).lines().forEach(lines::add);
      position += end;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
