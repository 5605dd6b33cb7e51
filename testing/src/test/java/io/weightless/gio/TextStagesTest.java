package io.weightless.gio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Text;
import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TextStagesTest {
  @Test
  @InTask
  void theyStandAroundAProgramOfText() {
    ScriptedStream peer = new ScriptedStream();
    byte[] bytes = "gr\u00fc\u00df".getBytes(UTF_8);
    for (byte one : bytes) {
      peer.send(new byte[] {one});
    }
    peer.end();
    Coroutine<String, String, Integer> shout =
        Coroutine.of(io -> {
          int count = 0;
          for (String text = io.read(); text != null; text = io.read()) {
            io.write(text.toUpperCase(Locale.ROOT));
            count += text.length();
          }
          return count;
        });

    Gio.drive(peer, Text.decoder(UTF_8).into(shout).into(Text.encoder(UTF_8)));

    assertThat(peer.writtenText()).isEqualTo("GR\u00dcSS");
    assertThat(shout.result()).isEqualTo(4);
  }
}
