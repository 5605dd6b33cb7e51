package io.weightless.net.dns;

import io.weightless.net.dns.ResolveException.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names that no server is asked for: RFC 6761, section 6.
final class SpecialNames {
  private static final DomainName LOCALHOST = DomainName.parse("localhost");
  private static final DomainName INVALID = DomainName.parse("invalid");

  /// IPv4 comes first, as in the JDK: most servers of this machine only have that.
  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  private SpecialNames() {}

  /// This machine itself; null for a name that is not.
  static @Nullable List<InetAddress> loopback(DomainName name) {
    return name.isIn(LOCALHOST) ? LOOPBACK : null;
  }

  /// Null for a question that a server is asked.
  static @Nullable Answer answer(Question question) {
    if (question.name().isIn(INVALID)) {
      return new Answer.Missing(Reason.NO_SUCH_NAME, Duration.ZERO, List.of());
    }
    if (!question.name().isIn(LOCALHOST)) {
      return null;
    }
    return switch (question.type()) {
      case A -> host(question, LOOPBACK.getFirst());
      case AAAA -> host(question, LOOPBACK.getLast());
      default -> new Answer.Missing(Reason.NO_DATA, Duration.ZERO, List.of());
    };
  }

  private static Answer host(Question question, InetAddress address) {
    ResourceRecord record =
        new ResourceRecord(
            question.name().toString(),
            question.type(),
            Duration.ZERO,
            new RecordData.Host(address));
    return new Answer.Found(List.of(record), Duration.ZERO);
  }
}
