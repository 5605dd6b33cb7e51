package io.weightless.net.tls;

import io.weightless.net.tls.TlsException.Reason;
import java.io.IOException;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/// How the two ends become sure of each other: the engine says whose turn it is.
final class Handshake {
  private final Records records;
  private final Outbound outbound;
  private final Inbound inbound;
  private boolean begun;

  Handshake(Records records, Outbound outbound, Inbound inbound) {
    this.records = records;
    this.outbound = outbound;
    this.inbound = inbound;
  }

  /// Returns when it is done. What was cancelled goes on here: to begin twice would be another
  /// handshake behind the first.
  void goOn() throws IOException {
    if (!begun) {
      begun = true;
      records.begin();
    }
    HandshakeStatus status = records.status();
    while (!isDone(status)) {
      switch (status) {
        case NEED_TASK -> records.calculate(status);
        case NEED_WRAP -> {
          if (!outbound.answer()) {
            outbound.flush();
          }
        }
        default -> {
          outbound.flush();
          inbound.step();
        }
      }
      status = records.status();
    }
    outbound.flush();
    if (inbound.hasEnded()) {
      throw records.failure(Reason.REFUSED, "the peer has ended TLS within the handshake");
    }
  }

  private static boolean isDone(HandshakeStatus status) {
    return status == HandshakeStatus.FINISHED || status == HandshakeStatus.NOT_HANDSHAKING;
  }
}
