package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.net.Stream;
import java.nio.ByteBuffer;

/// A connection of a server, with the component that talks over it.
final class Session extends Component<Void, Void> {
  private final Connected connected;

  Session(Stream stream, Component<ByteBuffer, ByteBuffer> talker) {
    super("connection");
    connected = Connected.over(stream);
    wire(connected.out, talker.in);
    wire(talker.out, connected.in);
  }

  @Override
  protected void main() {}

  /// The peer has the last word otherwise.
  @Override
  protected void onDrain() {
    connected.endInput();
    super.onDrain();
  }
}
