package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ProcessorTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, on loopback.
///
/// @param port of UDP
record EchoServer(String name, Process process, int port) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("echo on port (\\d+)");

  /// Says that it is ready, in its process.
  static void tell(int port) {
    System.out.println("echo on port " + port);
  }

  /// Waits until the process prints its port; it prints nothing else that has to be read.
  static EchoServer awaitReady(String name, Process process) throws IOException {
    String last = "nothing";
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        return new EchoServer(name, process, Integer.parseInt(ready.group(1)));
      }
      last = line;
    }
    throw new IOException("its output ended before it was ready: " + last);
  }

  ProcessorTime processorTime() throws IOException {
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
