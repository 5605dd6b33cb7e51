package io.weightless.check.soak;

import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.Sender;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The application's process, seen from outside.
final class Server {
  private final Process process;
  private final int port;
  private final int securePort;
  private final CompletableFuture<List<String>> said;

  private Server(Process process, int port, int securePort, CompletableFuture<List<String>> said) {
    this.process = process;
    this.port = port;
    this.securePort = securePort;
    this.said = said;
  }

  /// Reads on until its line `soak on PORT and PORT`.
  static Server awaitReady(Process process) throws IOException {
    BufferedReader lines = process.inputReader();
    String ready = Application.READY.formatted("\\d+", "\\d+");
    String first = lines.readLine();
    while (first != null && !first.matches(ready)) { // a busy machine is complained of
      first = lines.readLine();
    }
    if (first == null) {
      throw new IOException("the application did not start");
    }
    String[] words = first.split(" ", -1);
    return new Server(
        process,
        Integer.parseInt(words[2]),
        Integer.parseInt(words[4]),
        CompletableFuture.supplyAsync(() -> rest(lines), Thread::startVirtualThread));
  }

  private static List<String> rest(BufferedReader lines) {
    List<String> all = new ArrayList<>();
    lines.lines().limit(1000).forEach(all::add);
    return all;
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  String url(boolean isSecure, String path) {
    return isSecure ? "https://localhost:" + securePort + path : "http://127.0.0.1:" + port + path;
  }

  /// - **Waits**: for the answer, within a task.
  Health health(Sender sender) throws IOException {
    return Health.of(pid(), ask(sender, "/vitals"));
  }

  /// How many connections it has, that of this question included.
  ///
  /// - **Waits**: for the answer, within a task.
  int connections(Sender sender) throws IOException {
    return Integer.parseInt(ask(sender, "/connections"));
  }

  private String ask(Sender sender, String path) throws IOException {
    try (ClientResponse answer = sender.send(ClientRequest.get(url(false, path)))) {
      return answer.text(1 << 20);
    }
  }

  /// Has it end in good order, when its reactor checks that nobody has kept a buffer.
  void end(Findings findings) throws IOException, InterruptedException {
    process.getOutputStream().close();
    int status = process.waitFor();
    if (status != 0) {
      findings.complain("the application ended with status " + status);
    }
    for (String line : said.join()) {
      if (line.contains("Exception") || line.contains("Error") || line.contains("SEVERE")) {
        findings.complain("the application said: " + line);
      }
    }
  }
}
