package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ProcessorTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A server that runs in a process of its own and listens on loopback.
///
/// @param process the one that was started; its descendants count as well
/// @param address without a path
public record Server(String name, Process process, URI address) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("https?://127\\.0\\.0\\.1:\\d+");
  private static final int START_SECONDS = 300; // ours builds what is missing on first use
  private static final int ANSWER_MILLIS = 10_000;

  /// Waits until the process prints a line with its address, and from then on drops what it prints.
  public static Server awaitReady(String name, Process process)
      throws IOException, InterruptedException {
    var address = new CompletableFuture<URI>();
    Thread.ofPlatform().daemon().name("output of " + name).start(() -> follow(process, address));
    try {
      return new Server(name, process, address.get(START_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      Children.end(process);
      throw new IOException("its output ended before it was ready: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      Children.end(process);
      throw new IOException("not ready after " + START_SECONDS + " s", e);
    }
  }

  private static void follow(Process process, CompletableFuture<URI> address) {
    String last = "nothing";
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var ready = READY.matcher(line);
        if (ready.find()) {
          address.complete(URI.create(ready.group()));
        }
        last = line;
      }
      address.completeExceptionally(new IOException(last));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }

  public int port() {
    return address.getPort();
  }

  /// Of what it serves under a path.
  public String url(String path) {
    return address + path;
  }

  /// Sees to it that this server answers as the others do.
  public void check(String path) throws IOException {
    String answer = ask(path);
    if (!answer.startsWith("HTTP/1.1 200 ") || !answer.endsWith("\r\n\r\n" + Site.body(path))) {
      throw new IOException("wrong answer for " + path + ": " + answer.lines().findFirst());
    }
  }

  private String ask(String path) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private Socket connect() throws IOException {
    return address.getScheme().equals("https")
        ? Trust.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())
        : new Socket(InetAddress.getLoopbackAddress(), port());
  }

  public ProcessorTime processorTime() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the server ended with status " + process.exitValue());
    }
    return ProcessorTime.ofTree(process.toHandle());
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
