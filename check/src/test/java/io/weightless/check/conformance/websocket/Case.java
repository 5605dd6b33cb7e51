package io.weightless.check.conformance.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A conversation with a server that echoes: what a client does, what has to come, and how it ends.
final class Case {
  /// Beyond this, octet by octet takes too long.
  private static final int SHORT = 2_500;

  /// Who ends the connection.
  enum Ending {
    /// The client, and the server agrees.
    CLOSED,

    /// The server, since it does not like what it sees.
    FAILED
  }

  private final String name;
  private final List<Step> steps = new ArrayList<>();
  private final List<Event> expected = new ArrayList<>();
  private @Nullable String offer;
  private int piece = Integer.MAX_VALUE;
  private Ending ending = Ending.CLOSED;
  private List<Integer> codes = List.of();
  private boolean isSilent;
  private long length;

  private Case(String name) {
    this.name = name;
  }

  /// @param number that of the group first
  static Case of(String number, String name) {
    return new Case(number + " " + name);
  }

  /// Has the client offer an extension, which the server has to agree to.
  Case offers(String extension) {
    offer = extension;
    return this;
  }

  /// Has the client send so many octets at a time.
  Case inPiecesOf(int octets) {
    piece = octets;
    return this;
  }

  Case sends(Frame... frames) {
    for (Frame frame : frames) {
      steps.add(new Step.Send(frame));
      length += frame.payload().length() + 8;
    }
    return this;
  }

  Case sendsRaw(String octets) {
    steps.add(new Step.Raw(octets));
    length += octets.length();
    return this;
  }

  Case sendsCompressed(int opcode, String message, int fragment) {
    steps.add(new Step.Compressed(opcode, message, fragment));
    length += message.length();
    return this;
  }

  Case expects(Event... events) {
    expected.addAll(List.of(events));
    return this;
  }

  /// Until all that is expected so far has come.
  Case waits() {
    steps.add(new Step.Wait(expected.size()));
    return this;
  }

  /// The client has got what is expected, and closes; the server says the same.
  Case closes() {
    return waits().sends(Frame.close(1000, "")).answers(1000);
  }

  /// The server answers a close with one of `allowed`.
  Case answers(int... allowed) {
    return ends(Ending.CLOSED, allowed);
  }

  /// The server closes with one of `allowed`, and hangs up.
  Case fails(int... allowed) {
    return ends(Ending.FAILED, allowed);
  }

  /// The client ends its side without a close; the server may say goodbye.
  Case hangsUp() {
    steps.add(new Step.HalfClose());
    return ends(Ending.FAILED, 1000, 1001, 1002);
  }

  /// Has the client not answer the server's close.
  Case silently() {
    isSilent = true;
    return this;
  }

  boolean isSilent() {
    return isSilent;
  }

  private Case ends(Ending how, int... allowed) {
    ending = how;
    codes = IntStream.of(allowed).boxed().toList();
    return this;
  }

  @Nullable String offer() {
    return offer;
  }

  int piece() {
    return piece;
  }

  List<Step> steps() {
    return steps;
  }

  List<Event> expected() {
    return expected;
  }

  Ending ending() {
    return ending;
  }

  /// Of the server's close frame.
  List<Integer> codes() {
    return codes;
  }

  /// Whether to send it octet by octet as well.
  boolean isShort() {
    return length <= SHORT && piece > length;
  }

  /// The group's number first.
  @Override
  public String toString() {
    return name;
  }
}
