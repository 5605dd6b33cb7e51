package io.weightless.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What is on its way from one end of a wire to the other. A segment that lands before an earlier
/// one waits for it: nothing overtakes.
final class Direction {
  private final Fabric fabric;
  private final Wire wire;
  private final WireEnd from;
  private final WireEnd to;
  private final ArrayDeque<Segment> underWay = new ArrayDeque<>();

  /// Some bytes, or their end.
  private static final class Segment {
    private final @Nullable ByteBuffer bytes;
    private boolean hasLanded;

    Segment(@Nullable ByteBuffer bytes) {
      this.bytes = bytes;
    }
  }

  Direction(Fabric fabric, Wire wire, WireEnd from, WireEnd to) {
    this.fabric = fabric;
    this.wire = wire;
    this.from = from;
    this.to = to;
  }

  void send(ByteBuffer bytes) {
    send(new Segment(bytes));
    if (fabric.world().strikes(Fault.LOST)) {
      wire.lose();
    }
  }

  void sendEnd() {
    send(new Segment(null));
  }

  private void send(Segment segment) {
    underWay.add(segment);
    wire.send(Packet.segment(from, to, () -> land(segment)), fabric.delayOfBytes());
  }

  private void land(Segment segment) {
    segment.hasLanded = true;
    while (!underWay.isEmpty() && underWay.element().hasLanded) {
      ByteBuffer bytes = underWay.remove().bytes;
      if (bytes == null) {
        to.endArrives();
      } else {
        to.arrive(bytes);
      }
    }
  }

  /// The reader has read so many bytes.
  void acknowledge(int bytes) {
    if (!from.isOver()) {
      wire.send(Packet.acknowledgement(to, from, () -> from.acknowledged(bytes)), fabric.delay());
    }
  }
}
