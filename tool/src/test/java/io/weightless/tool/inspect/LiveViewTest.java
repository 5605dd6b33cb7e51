package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real terminal.
@Needs("python3")
final class LiveViewTest {
  private static final String RESTORED =
      """
      settings restored: True
      modes: ?1049l ?25h ?7h
      did end
      """;

  @Test
  void itAnswersKeysFollowsTheWindowAndLeavesTheTerminalAsItWas() throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      Command view =
          Command.onTerminal(
              """
              until 41.5%
              size 100 30
              until                          uring, fast engine
              type 2
              until → 'in' of Packer
              type 1/order 7\\r
              until / filter: 'order 7'
              type \\x1b[B\\x1b[B\\x1b[B\\r
              until at shop.Order.pack(Order.java:12)
              screen
              type \\x1b
              gone shop.Order
              type q
              end
              """,
              endpoint.place());

      assertThat(view.out())
          .contains(
              """
               Task 'order 7', id 3, on worker-1

               task 'order 7' waits for Lock[held by 'packer']
                   at shop.Order.pack(Order.java:12)
               ↳ task 'packer' is ready

               It is ready, and will have its turn.
              """)
          .endsWith("exit 0\n" + RESTORED);
      assertThat(view.err()).isEmpty();
    }
  }

  @Test
  void aConnectionThatIsLostIsToldAndTriedAgain() throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open(3, 4, 5, 6, 7, 8)) {
      String script = "until 41.5%\nuntil trying again\ngone trying again\ntype q\nend\n";
      Command view = Command.onTerminal(script, endpoint.place(), "--every", "0.1");

      assertThat(view.out()).contains("exit 0\n").endsWith(RESTORED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"type \\x03", "signal 15", "signal 2", "signal 1"})
  void whateverEndsItLeavesTheTerminalAsItWas(String end) throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      Command view = Command.onTerminal("until packer\n" + end + "\nend\n", endpoint.place());

      assertThat(view.out()).contains("exit 0\n").endsWith(RESTORED);
    }
  }
}
