package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import io.weightless.testkit.OneEngine;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `weightless run`, on the examples and on programs of a user's own.
class RunStory {
  @TempDir Path folder;

  @Test
  void theHelloExampleRuns() {
    try (Program hello = Program.weightless("run", "examples/Hello.java")) {
      assertThat(hello.exit()).as(hello.toString()).isZero();
      assertThat(hello.out()).isEqualTo("Hello, World!\n");
    }
  }

  @Test
  void theEchoExampleSendsBackWhatItGets() throws IOException {
    try (Program echo = Program.weightless("run", "examples/Echo.java", "127.0.0.1:0")) {
      String line = echo.awaitLine("echo on 127\\.0\\.0\\.1:\\d+");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      try (Socket client = new Socket("127.0.0.1", port)) {
        byte[] sent = "over and over".getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(sent);
        client.shutdownOutput();

        assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
      }
      echo.terminate();
      assertThat(echo.exit()).isNotZero();
    }
  }

  /// By the script itself: it is what reserves the stack.
  @Test
  @OneEngine // the launcher picks it
  void theDeepExampleReadsAndWritesBelowAHundredThousandCalls() {
    String weightless = Program.root().resolve("weightless").toString();

    try (Program deep = Program.start(weightless, "run", "examples/Deep.java")) {
      assertThat(deep.exit()).as(deep.toString()).isZero();
      assertThat(deep.out()).isEqualTo("100000 brackets inside each other\n");
    }
  }

  /// By the script itself: the class path of these tests has more on it.
  @Test
  @FastEngine
  void anExampleThatSaysWhatMayBeNullRuns() {
    String weightless = Program.root().resolve("weightless").toString();

    try (Program dig = Program.start(weightless, "run", "examples/Dig.java", "localhost")) {
      assertThat(dig.exit()).as(dig.toString()).isZero();
      assertThat(dig.out()).contains("127.0.0.1\n");
    }
  }

  @Test
  @FastEngine
  void aProgramGetsTheFlagsOfTheFastEngineItsArgumentsAndItsExitStatus() throws IOException {
    Path program = folder.resolve("Mine.java");
    Files.writeString(
        program,
        """
        void main(String[] arguments) {
          System.out.println(
              io.weightless.reactor.Reactor.engineName() + " " + String.join(",", arguments));
          System.exit(7);
        }
        """);

    try (Program run = Program.weightless("run", program.toString(), "--port", "1", "x")) {
      assertThat(run.exit()).isEqualTo(7);
      assertThat(run.out()).isEqualTo("fast --port,1,x\n");
    }
  }

  @Test
  void toldToEndItPassesThatOnAndExitsWithTheProgramsStatus() throws IOException {
    Path program = folder.resolve("Ends.java");
    Files.writeString(
        program,
        """
        void main() throws Exception {
          Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(5)));
          System.out.println("ready");
          new java.util.concurrent.CountDownLatch(1).await();
        }
        """);

    try (Program run = Program.weightless("run", program.toString())) {
      run.awaitLine("ready");
      run.terminate();

      assertThat(run.exit()).isEqualTo(5);
    }
  }

  @Test
  @OneEngine // the launcher picks it
  void theLauncherFindsItsJdkAndRunsFromAnyFolderThroughALink() throws IOException {
    Path link = folder.resolve("wl");
    Files.createSymbolicLink(link, Program.root().resolve("weightless"));

    try (Program version = Program.start(link.toString(), "--version")) {
      assertThat(version.exit()).as(version.toString()).isZero();
      assertThat(version.out()).startsWith("weightless ");
    }
  }
}
