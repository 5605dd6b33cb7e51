package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.dns.ResolveException.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a question.
sealed interface Answer {
  /// How long it may be remembered.
  Duration lifetime();

  /// The records that were asked for, one at least; maybe of the name that it is an alias for.
  record Found(List<ResourceRecord> records, Duration lifetime) implements Answer {}

  /// It is another name for `target`, of which the server said no more.
  record Elsewhere(DomainName target, Duration lifetime) implements Answer {}

  /// There is none, for certain.
  record Missing(Reason reason, Duration lifetime, List<Address> servers) implements Answer {}

  /// Nobody could tell.
  record Failed(Reason reason, List<Address> servers) implements Answer {
    @Override
    public Duration lifetime() {
      return Duration.ZERO;
    }
  }

  /// The failure that a caller gets; null when there is an answer.
  default @Nullable ResolveException failure(String name, @Nullable RecordType type) {
    return switch (this) {
      case Found _ -> null;
      case Elsewhere _ -> new ResolveException(name, type, Reason.MALFORMED, List.of());
      case Missing(Reason reason, Duration _, List<Address> servers) ->
          new ResolveException(name, type, reason, servers);
      case Failed(Reason reason, List<Address> servers) ->
          new ResolveException(name, type, reason, servers);
    };
  }
}
