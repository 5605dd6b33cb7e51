package io.weightless.net.dns;

import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.offload.Offload;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the system, by the JDK: see [Resolver#system].
final class SystemResolver implements Resolver {
  /// Made when it is needed.
  private @Nullable Offload offload;

  private Offload offload() {
    Offload present = offload;
    if (present == null) {
      present = Offload.open();
      offload = present;
    }
    return present;
  }

  @Override
  public List<InetAddress> addresses(String host) throws ResolveException {
    try {
      InetAddress[] found =
          offload()
              .<InetAddress[], UnknownHostException>callAbandonable(
                  () -> InetAddress.getAllByName(host));
      return List.of(found);
    } catch (UnknownHostException e) {
      ResolveException unknown = new ResolveException(host, null, Reason.NO_SUCH_NAME, List.of());
      unknown.initCause(e);
      throw unknown;
    }
  }

  /// @throws UnsupportedOperationException always
  @Override
  public List<ResourceRecord> records(String name, RecordType type) {
    throw new UnsupportedOperationException("the system tells addresses and names only");
  }

  @Override
  public String name(InetAddress address) throws ResolveException {
    String numbers = address.getHostAddress();
    String found =
        offload().<String, RuntimeException>callAbandonable(address::getCanonicalHostName);
    if (found.equals(numbers)) { // as the JDK says that it has none
      throw new ResolveException(numbers, RecordType.PTR, Reason.NO_SUCH_NAME, List.of());
    }
    return found;
  }

  @Override
  public void close() {
    if (offload != null) {
      offload.abort();
    }
  }
}
