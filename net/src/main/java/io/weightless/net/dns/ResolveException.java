package io.weightless.net.dns;

import io.weightless.net.Address;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a name does not stand for anything, or why that can't be told. The [reason][#reason] is for
/// programs, the message for people: `look up no.example.org A: there is no such name (asked
/// 10.0.0.1:53)`.
public final class ResolveException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What happened.
  public enum Reason {
    /// Nobody has that name: NXDOMAIN, RFC 2308.
    NO_SUCH_NAME("there is no such name"),
    /// It is a name, and has no record of that type: NODATA, RFC 2308.
    NO_DATA("it has none"),
    /// It can't be a name: a label is empty or too long, or has other letters than ASCII.
    NOT_A_NAME("it can't be a name"),
    /// No server has answered in time.
    TIMED_OUT("there was no answer in time"),
    /// No server is to be reached, or nobody listens there.
    UNREACHABLE("no server can be reached"),
    /// The servers answer us nothing: REFUSED.
    REFUSED("the servers refuse"),
    /// The servers could not find out: SERVFAIL and the like.
    SERVER_FAILED("the servers have failed"),
    /// What was answered can't be read, or leads nowhere.
    MALFORMED("the answers can't be understood");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// Whether it is known that there is nothing: to ask again soon is of no use.
    public boolean isFinal() {
      return this == NO_SUCH_NAME || this == NO_DATA || this == NOT_A_NAME;
    }
  }

  private final String name;
  private final @Nullable RecordType type;
  private final Reason reason;
  private final transient List<Address> servers;

  /// @param type null for addresses of either family
  /// @param servers who was asked
  public ResolveException(
      String name, @Nullable RecordType type, Reason reason, List<Address> servers) {
    super(
        "look up "
            + LabelText.printable(name)
            + (type == null ? "" : " " + type)
            + ": "
            + told(reason, servers));
    this.name = name;
    this.type = type;
    this.reason = reason;
    this.servers = List.copyOf(servers);
  }

  private static String told(Reason reason, List<Address> servers) {
    String asked = servers.stream().map(ResolveException::place).collect(Collectors.joining(", "));
    return reason.words + (servers.isEmpty() ? "" : " (asked " + asked + ")");
  }

  private static String place(Address server) {
    return new Address(server.host(), server.port()).toString();
  }

  /// What was to be looked up, or the address whose name was.
  public String name() {
    return name;
  }

  /// Null for addresses of either family, and for what the system was asked.
  public @Nullable RecordType type() {
    return type;
  }

  public Reason reason() {
    return reason;
  }

  /// Who was asked; none when there was no need to, or the answer was remembered.
  public List<Address> servers() {
    return servers;
  }
}
