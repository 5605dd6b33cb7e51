package io.weightless.http.internal;

import io.weightless.http.Limits;
import java.util.HashMap;
import java.util.Map;

/// Who may connect: counts the connections of one server, in all and by address.
public final class Admission {
  /// What becomes of a new connection.
  public enum Verdict {
    SERVED,

    /// Told that there is no room.
    REFUSED,

    /// Not even that, for too many are being told.
    CUT
  }

  /// How many connections may be in the course of being refused.
  private static final int REFUSALS = 64;

  private final Limits.Connections limits;
  private final Map<String, Integer> perAddress = new HashMap<>();
  private int served;
  private int refused;

  public Admission(Limits.Connections limits) {
    this.limits = limits;
  }

  /// Judges a connection from `host`; one that is not cut must [#leave].
  public Verdict admit(String host) {
    if (served < limits.total() && perAddress.getOrDefault(host, 0) < limits.perAddress()) {
      served++;
      perAddress.merge(host, 1, Integer::sum);
      return Verdict.SERVED;
    }
    if (refused < REFUSALS) {
      refused++;
      return Verdict.REFUSED;
    }
    return Verdict.CUT;
  }

  /// The connection is over.
  public void leave(String host, Verdict verdict) {
    if (verdict == Verdict.SERVED) {
      served--;
      perAddress.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
    } else {
      refused--;
    }
  }
}
