package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.weightless.inspect.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command as scripts see it.
final class InspectCommandTest {
  @Test
  void oncePrintsOnePictureAsPlainText() throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      Command command = Command.run(endpoint.place(), "--once", "--every", "0.1", "--sort", "held");

      assertThat(command)
          .isEqualTo(
              new Command(
                  0,
                  " weightless inspect "
                      + endpoint.place()
                      + """
                        uring, fast engine
                       REACTOR        HELD  TURNS/s   TASKS  TIMERS  LONGEST HOLD
                       worker-1      43.6%    1,234       5       3  12ms by 'packer'

                        HELD↓ TURNS/s    AGE TASK    WHAT IT DOES
                        41.5%      40  17.0s packer  is ready
                         2.0%     100  32.0s orders  waits: a value of Channel[orders]
                         0.1%      10  22.0s order 7 waits: Lock[held by 'packer']
                           0%       0  1m02s main    waits: the tasks of its scope
                           0%       0  14.0s sweeper sleeps for 1m00s
                      """,
                  ""));
    }
  }

  @Test
  void asJsonItIsWhatTheProgramSays() throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      assertThat(Command.run(endpoint.place(), "--once", "--json"))
          .isEqualTo(new Command(0, Json.of(Pictures.shop(1)) + "\n", ""));
      assertThat(Command.run(endpoint.place(), "--why", "order 7", "--json"))
          .isEqualTo(new Command(0, Json.of(CannedEndpoint.WHY) + "\n", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "order 7, 0", "4, 1", "nobody, 1"})
  void whyATaskWaitsIsToldByItsIdOrName(String task, int exit) throws Exception {
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      Command command = Command.run(endpoint.place(), "--why", task);

      String told =
          """
          task 'order 7' waits for Lock[held by 'packer']
              at shop.Order.pack(Order.java:12)
          ↳ task 'packer' is ready

          It is ready, and will have its turn.
          """;
      String gone = "weightless inspect: there is no such task any more\n";
      String none = "weightless inspect: there is no task 'nobody'\n";
      assertThat(command)
          .isEqualTo(
              new Command(
                  exit, exit == 0 ? told : "", exit == 0 ? "" : task.equals("4") ? gone : none));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "host:0", "host:9/x", "70000", "a b:9", "user@host:9"})
  void whatIsNoPlaceIsAMistake(String place) {
    assertThatThrownBy(() -> Endpoint.place(place))
        .hasMessage("'" + place + "' is no HOST:PORT, as 127.0.0.1:9000");
  }

  @Test
  void aPortAloneIsOneOfThisMachine() {
    assertThat(Endpoint.place("9000")).isEqualTo("127.0.0.1:9000");
    assertThat(Endpoint.place(":9000")).isEqualTo("127.0.0.1:9000");
    assertThat(Endpoint.place("[::1]:9000")).isEqualTo("[::1]:9000");
    assertThat(Endpoint.place("host.example:9000")).isEqualTo("host.example:9000");
  }

  @Test
  void aMistakeIsOneLine() throws Exception {
    String help = " (see weightless inspect --help)\n";
    assertThat(Command.run("nowhere"))
        .isEqualTo(
            new Command(
                2, "", "weightless inspect: 'nowhere' is no HOST:PORT, as 127.0.0.1:9000" + help));
    assertThat(Command.run("9000", "--json"))
        .isEqualTo(new Command(2, "", "weightless inspect: --json is for --once and --why" + help));
    assertThat(Command.run("9000", "--every", "61"))
        .isEqualTo(
            new Command(
                2, "", "weightless inspect: --every is 0.1 to 60 seconds, not 61.0" + help));
  }

  @Test
  void whereNobodyListensItSaysSo() throws Exception {
    int port;
    try (CannedEndpoint endpoint = CannedEndpoint.open()) {
      port = endpoint.port();
    }

    assertThat(Command.run("" + port, "--once"))
        .isEqualTo(
            new Command(
                1, "", "weightless inspect: connect 127.0.0.1:" + port + ": Connection refused\n"));
  }

  @Test
  void aServerThatIsNoAdminEndpointIsToldApart() throws Exception {
    HttpServer other = server("{\"reactors\":[{\"name\":7]}");
    String place = "127.0.0.1:" + other.getAddress().getPort();
    try {
      assertThat(Command.run(place, "--once").err())
          .startsWith("weightless inspect: " + place + " is no admin endpoint: what GET /snapshot")
          .hasLineCount(1);
    } finally {
      other.stop(0);
    }
    HttpServer empty = HttpServer.create(here(), 0);
    empty.start();
    try {
      String there = "127.0.0.1:" + empty.getAddress().getPort();
      String message = " is no admin endpoint: GET /snapshot gives 404 Not Found\n";
      assertThat(Command.run(there))
          .as("without a terminal it has to be told")
          .isEqualTo(
              new Command(
                  1,
                  "",
                  "weightless inspect: a live view needs a terminal; --once prints one picture\n"));
      assertThat(Command.run(there, "--once", "--json"))
          .isEqualTo(new Command(1, "", "weightless inspect: " + there + message));
    } finally {
      empty.stop(0);
    }
  }

  @Test
  void whyItIsRefusedIsTold() throws Exception {
    HttpServer busy = HttpServer.create(here(), 0);
    busy.createContext(
        "/snapshot",
        exchange -> {
          byte[] reason =
              "503 Service Unavailable: too many \u001b[2Jconnections\n".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
          exchange.sendResponseHeaders(503, reason.length);
          try (exchange) {
            exchange.getResponseBody().write(reason);
          }
        });
    busy.start();
    try {
      String place = "127.0.0.1:" + busy.getAddress().getPort();
      String reason = "503 Service Unavailable: too many ␛[2Jconnections";
      assertThat(Command.run(place, "--once"))
          .isEqualTo(
              new Command(1, "", "weightless inspect: " + place + " refuses: " + reason + "\n"));
    } finally {
      busy.stop(0);
    }
  }

  private static InetSocketAddress here() throws IOException {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  private static HttpServer server(String answer) throws IOException {
    HttpServer server = HttpServer.create(here(), 0);
    server.createContext(
        "/snapshot",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length());
          try (exchange) {
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
          }
        });
    server.start();
    return server;
  }
}
