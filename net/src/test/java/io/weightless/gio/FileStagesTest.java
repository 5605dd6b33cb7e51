package io.weightless.gio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.net.FileSink;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStagesTest {
  @AutoClose private final Reactor reactor = Reactor.open();
  private final Path folder;

  FileStagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aFileGoesThroughStagesIntoAnother() throws IOException {
    String text = "all of it, in parts of sixty-four kibibytes\n".repeat(5_000);
    Path from = java.nio.file.Files.writeString(folder.resolve("from"), text);
    Path to = folder.resolve("to");
    reactor.run(() -> {
      Files files = reactor.service(Files.class);
      try (FileSource source = files.open(from);
          FileSink sink = files.append(to)) {
        Coroutine<Void, ByteBuffer, Long> reading = FileStages.reading(source);
        long written = Gio.drive(reading.into(capitals()).into(FileStages.writing(sink)));

        assertThat(written).isEqualTo(text.length());
        assertThat(reading.result()).isEqualTo(text.length());
      }
    });
    assertThat(to).hasContent(text.toUpperCase(Locale.ROOT));
  }

  @Test
  void anEmptyFileIsNoPart() throws IOException {
    Path from = java.nio.file.Files.createFile(folder.resolve("from"));
    reactor.run(() -> {
      try (FileSource source = reactor.service(Files.class).open(from)) {
        assertThat(Gio.drive(FileStages.reading(source))).isZero();
      }
    });
  }

  private static Coroutine<ByteBuffer, ByteBuffer, Void> capitals() {
    return Coroutine.of(io -> {
      for (ByteBuffer part = io.read(); part != null; part = io.read()) {
        String text = US_ASCII.decode(part).toString();
        io.write(ByteBuffer.wrap(text.toUpperCase(Locale.ROOT).getBytes(US_ASCII)));
      }
      return null;
    });
  }
}
