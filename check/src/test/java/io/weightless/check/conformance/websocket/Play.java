package io.weightless.check.conformance.websocket;

import io.weightless.check.conformance.websocket.Case.Ending;
import io.weightless.check.conformance.websocket.Verdict.Grade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Case] as it is played with a server, over one connection.
final class Play {
  private static final int WHOLE = Integer.MAX_VALUE;

  /// How what the client sends is spread over writes.
  enum Way {
    /// As much as there is in each.
    WHOLE,

    /// An octet in each.
    OCTETS,

    /// As much as there is, and the handshake with it.
    BEHIND_THE_HANDSHAKE
  }

  private final Case test;
  private final Connection connection;
  private final int piece;
  private final List<Event> got = new ArrayList<>();
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private @Nullable Compression compression;
  private @Nullable Event close;

  private Play(Case test, Connection connection, int piece) {
    this.test = test;
    this.connection = connection;
    this.piece = piece;
  }

  /// The ways that make sense for `test`.
  static List<Way> ways(Case test) {
    if (!test.isShort()) {
      return List.of(Way.WHOLE);
    }
    return test.offer() == null ? List.of(Way.values()) : List.of(Way.WHOLE, Way.OCTETS);
  }

  static Verdict of(Server server, Case test, Way way) throws IOException {
    Opening opening = new Opening(test.offer());
    try (Connection connection = new Connection(server, opening)) {
      int piece = way == Way.OCTETS ? 1 : Math.min(test.piece(), WHOLE);
      return new Play(test, connection, piece).play(opening.request(server), way);
    } catch (AssertionError difference) {
      return new Verdict(Grade.FAILED, String.valueOf(difference.getMessage()));
    }
  }

  private Verdict play(String request, Way way) throws IOException {
    unsent.writeBytes(Octets.bytes(request));
    if (way != Way.BEHIND_THE_HANDSHAKE) {
      flush(WHOLE);
      Agreement agreement = connection.open();
      if (test.offer() != null && agreement == null) {
        return new Verdict(Grade.UNIMPLEMENTED, "it declined " + test.offer());
      }
      compression = agreement == null ? null : new Compression(agreement);
    }
    try {
      for (Step step : test.steps()) {
        take(step);
      }
      flush(piece);
      receive(Integer.MAX_VALUE);
      return judge();
    } finally {
      if (compression != null) {
        compression.close();
      }
    }
  }

  private void take(Step step) throws IOException {
    switch (step) {
      case Step.Send(Frame frame) -> frame.writeTo(unsent);
      case Step.Raw(String octets) -> unsent.writeBytes(Octets.bytes(octets));
      case Step.Compressed(int opcode, String message, int fragment) ->
          compression().write(unsent, opcode, message, fragment);
      case Step.Wait(int events) -> {
        flush(piece);
        receive(events);
      }
      case Step.HalfClose() -> {
        flush(piece);
        connection.endOutput();
      }
    }
  }

  private Compression compression() {
    if (compression == null) {
      throw new IllegalStateException(test + " compresses, but offers nothing");
    }
    return compression;
  }

  private void flush(int size) throws IOException {
    byte[] octets = unsent.toByteArray();
    unsent.reset();
    connection.send(octets, size);
  }

  private void receive(int count) throws IOException {
    while (got.size() < count) {
      Event next = connection.next();
      if (next == null) {
        return;
      }
      if (next.isClose()) {
        close = next;
        answer(next);
      } else if (next.opcode() != Frame.PING) {
        got.add(next);
      }
    }
  }

  /// As a client has to that has not said it itself.
  private void answer(Event bye) throws IOException {
    if (test.ending() == Ending.FAILED && !test.isSilent()) {
      connection.answer(Octets.bytes(Frame.of(Frame.CLOSE, bye.payload()).octets()));
    }
  }

  private Verdict judge() {
    boolean isRightClose = close != null && test.codes().contains(close.code());
    String said = got + ", " + close + (connection.isReset() ? ", a reset" : "");
    if (isRightClose && !connection.isReset() && got.equals(test.expected())) {
      return new Verdict(Grade.OK, said);
    }
    boolean isStart =
        got.size() <= test.expected().size() && got.equals(test.expected().subList(0, got.size()));
    boolean isTolerable =
        test.ending() == Ending.FAILED && isStart && (isRightClose || close == null);
    String wanted = "; expected " + test.expected() + ", and a close of " + test.codes();
    return new Verdict(
        isTolerable ? Grade.NON_STRICT : Grade.FAILED, "there came " + said + wanted);
  }
}
