package io.weightless.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A protocol that writes down what it is told. What it received in several pieces without anything
/// between them is one entry.
class Recorder implements Protocol {
  private static final String RECEIVED = "received ";
  private static final int LONG = 1_000;

  final List<String> trail = new ArrayList<>();
  @Nullable IOException reason;
  long count;
  private @Nullable Transport connection;

  Transport transport() {
    if (connection == null) {
      throw new IllegalStateException("not connected yet");
    }
    return connection;
  }

  @Override
  public void connected(Transport transport) throws Exception {
    connection = transport;
    trail.add("connected");
  }

  @Override
  public void received(ByteBuffer bytes) throws Exception {
    count += bytes.remaining();
    String text = bytes.remaining() > LONG ? "much" : World.text(bytes);
    if (trail.getLast().startsWith(RECEIVED)) {
      trail.add(trail.removeLast() + text);
    } else {
      trail.add(RECEIVED + text);
    }
  }

  @Override
  public boolean inputEnded() throws Exception {
    trail.add("input ended");
    return Protocol.super.inputEnded();
  }

  @Override
  public void outputClosed() throws Exception {
    trail.add("output closed");
  }

  @Override
  public void lost(@Nullable IOException why) throws Exception {
    reason = why;
    trail.add("lost");
  }

  @Override
  public String toString() {
    return "recorder";
  }
}
