package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import org.junit.jupiter.api.Test;

/// The clients of Node against an application: what they made of it is asserted there.
@Needs("node")
class NodeClientStory {
  private static final String SCRIPT =
      "check/src/test/resources/io/weightless/check/story/client.mjs";

  @Test
  void fetchesAndRequestsOfNodeAreServedAndLeaveNothingBehind() {
    Application application = new Application();
    try (Hosted hosted = Hosted.handler(application::handler)) {
      try (Program node = Program.start("node", SCRIPT, hosted.url(""))) {
        assertThat(node.exit()).as(node.toString()).isZero();
        assertThat(node.out().lines())
            .containsExactly(
                "oneConnection", "json", "forms", "cookies", "events", "codings", "aborts");
      }
      hosted.awaitNoConnection();
      assertThat(application.underWay).hasValue(0);
    }
  }
}
