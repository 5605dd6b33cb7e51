package io.weightless.check.bench.websocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The load: `PORT PATH CLIENTS BYTES`. It connects, says that it is ready, and plays for so many
/// milliseconds whenever a line of its input says so.
///
/// It ends when its input does, at the latest when it has played.
final class CrowdProgram {
  static final String READY = "ready";
  static final String GO = "go ";
  static final String CAME = "came ";

  private CrowdProgram() {}

  static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    String path = arguments[1];
    int count = Integer.parseInt(arguments[2]);
    int bytes = Integer.parseInt(arguments[3]);
    var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Clients clients = Clients.connect(port, path, count, bytes)) {
      System.out.println(READY);
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        Duration time = Duration.ofMillis(Long.parseLong(order.substring(GO.length())));
        long start = System.nanoTime();
        long came = path.equals(Talk.ECHO) ? clients.echo(time) : clients.broadcast(time);
        System.out.println(CAME + came + " " + (System.nanoTime() - start) / 1000);
      }
    }
  }
}
