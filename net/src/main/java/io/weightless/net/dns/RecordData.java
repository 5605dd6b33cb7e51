package io.weightless.net.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What a record says, by its type; `toString` is as in the text of a zone. Names are without the
/// dot at the end, but for the root, which is just that.
public sealed interface RecordData {
  /// Of type A or AAAA.
  record Host(InetAddress address) implements RecordData {
    @Override
    public String toString() {
      return address.getHostAddress();
    }
  }

  /// Of type CNAME.
  record Alias(String name) implements RecordData {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Of type NS.
  record NameServer(String host) implements RecordData {
    @Override
    public String toString() {
      return host;
    }
  }

  /// Of type PTR.
  record Pointer(String name) implements RecordData {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Of type MX.
  ///
  /// @param preference the smaller the better
  record Mail(int preference, String host) implements RecordData {
    @Override
    public String toString() {
      return preference + " " + host;
    }
  }

  /// Of type SRV; see [Resolver#srv] for what its numbers mean.
  record Service(int priority, int weight, int port, String target) implements RecordData {
    @Override
    public String toString() {
      return priority + " " + weight + " " + port + " " + target;
    }
  }

  /// Of type TXT.
  ///
  /// @param parts of up to 255 bytes each, which are read as UTF-8
  record Text(List<String> parts) implements RecordData {
    public Text {
      parts = List.copyOf(parts);
    }

    /// The parts in one, as mail's records are meant: RFC 7208, section 3.3.
    public String joined() {
      return String.join("", parts);
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(part -> '"' + LabelText.quote(part) + '"')
          .collect(Collectors.joining(" "));
    }
  }

  /// Of type SOA.
  ///
  /// @param minimum how long it may be remembered that there is nothing: RFC 2308
  record Authority(
      String server,
      String mailbox,
      long serial,
      Duration refresh,
      Duration retry,
      Duration expire,
      Duration minimum)
      implements RecordData {
    @Override
    public String toString() {
      return String.join(
          " ",
          server,
          mailbox,
          String.valueOf(serial),
          String.valueOf(refresh.toSeconds()),
          String.valueOf(retry.toSeconds()),
          String.valueOf(expire.toSeconds()),
          String.valueOf(minimum.toSeconds()));
    }
  }
}
