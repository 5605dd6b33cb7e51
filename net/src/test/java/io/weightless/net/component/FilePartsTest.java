package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.sends;
import static io.weightless.net.component.World.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files as the ends of a pipeline.
final class FilePartsTest {
  @AutoClose private final Reactor reactor = Reactor.open();
  private final Path from;
  private final Path to;

  FilePartsTest(@TempDir Path folder) {
    from = folder.resolve("from");
    to = folder.resolve("to");
  }

  @Test
  void aFileOfAnyLengthIsCopied() throws IOException {
    for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 1_000_000}) {
      byte[] noise = new byte[length];
      new SplittableRandom(length).nextBytes(noise);
      Files.write(from, noise);
      reactor.run(() -> new FileInput(from).into(FileOutput.replacing(to)).run());

      assertThat(to).hasBinaryContent(noise);
    }
  }

  @Test
  void piecesOfAFileAreNotReadOver() throws IOException {
    Files.writeString(from, "a".repeat(65_536) + "b".repeat(65_536));
    List<ByteBuffer> pieces = new ArrayList<>();
    reactor.run(() -> new FileInput(from).into(takes(pieces::add)).run());

    assertThat(pieces).map(ByteBuffer::remaining).containsExactly(65_536, 65_536);
    assertThat(pieces.getFirst().get(0)).isEqualTo((byte) 'a');
    assertThat(pieces.getLast().get(0)).isEqualTo((byte) 'b');
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatDoesNotTellItsLengthIsReadToItsEnd() throws IOException {
    Path version = Path.of("/proc/version");
    assertThat(Files.size(version)).isZero();
    reactor.run(() -> new FileInput(version).into(FileOutput.replacing(to)).run());

    assertThat(to).hasBinaryContent(Files.readAllBytes(version));
  }

  @Test
  void whatWasInAFileIsReplacedOrStays() throws IOException {
    Files.writeString(to, "before, and longer;");
    reactor.run(() -> sends("one;").into(FileOutput.replacing(to)).run());
    assertThat(to).hasContent("one;");

    reactor.run(() -> sends("two;", "three").into(FileOutput.appending(to)).run());
    assertThat(to).hasContent("one;two;three");
  }

  @Test
  void whatIsWrittenIsLeftAsItIs() {
    ByteBuffer piece = bytes("kept");
    for (FileOutput output : List.of(FileOutput.replacing(to), FileOutput.appending(to))) {
      Component<Void, ByteBuffer> sender = part("sender", (_, out) -> out.send(piece));
      reactor.run(() -> sender.into(output).run());

      assertThat(piece.remaining()).isEqualTo(4);
    }
  }

  @Test
  void aFileThatIsNotThereIsACrashWithThePath() {
    reactor.run(() ->
        assertThatThrownBy(() -> new FileInput(from).into(new Lines()).run())
            .hasMessageContaining("Pipeline/FileInput")
            .hasCauseInstanceOf(NoSuchFileException.class));
  }

  @Test
  void whatCannotBeWrittenIsACrashToo() throws IOException {
    Files.createDirectory(to);
    for (FileOutput output : List.of(FileOutput.replacing(to), FileOutput.appending(to))) {
      reactor.run(() ->
          assertThatThrownBy(() -> sends("x").into(output).run())
              .hasMessageContaining("Pipeline/FileOutput")
              .hasCauseInstanceOf(FileSystemException.class));
    }
  }

  @Test
  void aDrainStopsReadingAndWhatWasReadIsWritten() throws IOException {
    Files.write(from, new byte[10_000_000]);
    Graph<Void, Void> copy = new Graph<>();
    Component<ByteBuffer, ByteBuffer> gate =
        part(
            "gate",
            (in, out) -> {
              out.send(in.receive());
              copy.drain();
              in.forEach(out::send);
            });
    copy.wire(new FileInput(from).out, gate.in);
    copy.wire(gate.out, FileOutput.replacing(to).in);
    reactor.run(copy::run);

    assertThat(copy.state()).isEqualTo(State.FINISHED);
    assertThat(Files.size(to)).isBetween(65_536L, 66 * 65_536L);
    assertThat(Files.size(to) % 65_536).as("in the middle of a piece").isZero();
  }
}
