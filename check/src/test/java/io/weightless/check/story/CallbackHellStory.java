package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The dialogue of the examples, as callbacks and as a task: whoever talks to both hears the same.
class CallbackHellStory {
  /// It asks; what it says until it closes is the answer to all.
  private static final String WHO = "What is your name?\n";

  private static final String WHENCE = "Where do you come from, Jack?\n";

  private static Program dialogues(long limitMillis) {
    return Program.weightless("run", "examples/CallbackHell.java", String.valueOf(limitMillis));
  }

  private static List<Socket> both(Program dialogues) throws IOException {
    List<Socket> both = new ArrayList<>();
    for (String kind : List.of("callbacks", "tasks")) {
      String line = dialogues.awaitLine(kind + " on 127\\.0\\.0\\.1:\\d+");
      Address address = Address.parse(line.substring(kind.length() + " on ".length()));
      both.add(new Socket(address.host(), address.port()));
    }
    return both;
  }

  /// Sends the pieces, each after what was asked before it, and hears all.
  private static String talk(Socket server, String... pieces) throws IOException {
    try (server) {
      StringBuilder heard = new StringBuilder();
      for (String piece : pieces) {
        heard.append(hearLine(server));
        server.getOutputStream().write(piece.getBytes(UTF_8));
      }
      return heard + new String(server.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String hearLine(Socket server) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\n") < 0) {
      int next = server.getInputStream().read();
      if (next < 0) {
        return line.toString();
      }
      line.append((char) next);
    }
    return line.toString();
  }

  @Test
  void bothHoldTheSameDialogue() throws IOException {
    try (Program dialogues = dialogues(60_000)) {
      for (Socket server : both(dialogues)) {
        assertThat(talk(server, "Jack\n", "Graz\n"))
            .isEqualTo(WHO + WHENCE + "Hello Jack from Graz.\n");
      }
      for (Socket server : both(dialogues)) {
        assertThat(talk(server, "Jack\nGraz\n"))
            .as("what comes before it is asked is not lost")
            .isEqualTo(WHO + WHENCE + "Hello Jack from Graz.\n");
      }
      String name = "J".repeat(100);
      for (Socket server : both(dialogues)) {
        assertThat(talk(server, name + "\n", "Graz\n"))
            .isEqualTo(WHO + WHENCE.replace("Jack", name) + "Hello " + name + " from Graz.\n");
      }
      for (Socket server : both(dialogues)) {
        assertThat(talk(server, "J".repeat(101))).isEqualTo(WHO + "Too long.\n");
      }
      assertThat(dialogues.err()).isEmpty();
    }
  }

  @Test
  void bothGiveUpAPeerThatIsSilentAndForgetOneThatIsGone() throws IOException {
    try (Program dialogues = dialogues(100)) {
      for (Socket server : both(dialogues)) {
        server.close();
      }
      for (Socket server : both(dialogues)) {
        assertThat(talk(server)).isEqualTo(WHO + "Too late.\n");
      }
      assertThat(dialogues.err()).isEmpty();
    }
  }
}
