package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.dns.ResolveException.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds in a message what answers its question: the records of the name, or of the one at the end
/// of the aliases that begin with it. All else in the message is nothing that anybody asked for,
/// and is not believed: RFC 2181, section 5.4.1.
///
/// - **Limit**: so many aliases in a message; one that needs more is as one that ends nowhere.
final class Chain {
  static final int MAX_ALIASES = 16;

  /// How long something is remembered at most: RFC 8767 gives a week, caches of systems a day.
  static final Duration MAX_LIFETIME = Duration.ofDays(1);

  /// The same for nothing: RFC 2308, section 5.
  static final Duration MAX_NOTHING = Duration.ofHours(1);

  private final Message message;
  private final RecordType type;
  private String name;
  private Duration lifetime = MAX_LIFETIME;
  private int aliases;

  private Chain(Message message, Question question) {
    this.message = message;
    type = question.type();
    name = question.name().toString();
  }

  /// @param message that says NOERROR or NXDOMAIN to `question`
  /// @param server who sent it
  static Answer follow(Message message, Question question, Address server) {
    return new Chain(message, question).answer(server);
  }

  private Answer answer(Address server) {
    List<ResourceRecord> found = here(type);
    while (found.isEmpty() && aliases < MAX_ALIASES && step()) {
      found = here(type);
    }
    if (!found.isEmpty()) {
      return new Answer.Found(found, lifetime);
    }
    Duration nothing = nothingFor();
    if (message.code() == Message.NAME_ERROR || aliases == 0 || nothing != null) {
      return missing(nothing == null ? Duration.ZERO : nothing, server);
    }
    return aliases == MAX_ALIASES
        ? new Answer.Failed(Reason.MALFORMED, List.of(server))
        : new Answer.Elsewhere(DomainName.parse(name), lifetime);
  }

  /// The records of the name that the chain has come to.
  private List<ResourceRecord> here(RecordType wanted) {
    List<ResourceRecord> found =
        message.answers().stream()
            .filter(r -> r.type() == wanted && r.name().equalsIgnoreCase(name))
            .distinct()
            .toList();
    found.forEach(r -> lifetime = shorter(lifetime, r.timeToLive()));
    return found;
  }

  private boolean step() {
    for (ResourceRecord alias : here(RecordType.CNAME)) {
      if (alias.data() instanceof RecordData.Alias(String target)) {
        name = target;
        aliases++;
        return true;
      }
    }
    return false;
  }

  private Answer missing(Duration nothing, Address server) {
    Reason reason = message.code() == Message.NAME_ERROR ? Reason.NO_SUCH_NAME : Reason.NO_DATA;
    return new Answer.Missing(reason, shorter(lifetime, nothing), List.of(server));
  }

  /// What the start of the name's zone says; null when there is none, and then nothing is
  /// remembered: RFC 2308, section 5.
  private @Nullable Duration nothingFor() {
    DomainName end = DomainName.parse(name);
    for (ResourceRecord record : message.authorities()) {
      if (record.data() instanceof RecordData.Authority zone
          && end.isIn(DomainName.parse(record.name()))) {
        return shorter(MAX_NOTHING, shorter(record.timeToLive(), zone.minimum()));
      }
    }
    return null;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
