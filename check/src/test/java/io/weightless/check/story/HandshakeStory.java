package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The handshake of the examples: the same coroutine on a socket and on a script.
class HandshakeStory {
  @Test
  void theSameCoroutineTalksOverTcpAndToAScript() {
    try (Program handshake = Program.weightless("run", "examples/Handshake.java")) {
      assertThat(handshake.exit()).as(handshake.toString()).isZero();
      assertThat(handshake.out()).isEqualTo("over TCP: Hello Jack\nwith a script: Hello Jack\n");
    }
  }
}
