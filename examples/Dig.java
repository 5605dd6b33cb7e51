import io.weightless.net.Address;
import io.weightless.net.dns.RecordType;
import io.weightless.net.dns.ResolveException;
import io.weightless.net.dns.Resolver;
import io.weightless.net.dns.ResolverOptions;
import io.weightless.net.dns.ResourceRecord;
import io.weightless.reactor.Reactor;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the DNS: `./weightless run examples/Dig.java example.org AAAA @127.0.0.1:5353`. Without a
/// type it finds the addresses of a host, and the name of an address; without a server it asks whom
/// the system asks.
public final class Dig {
  private Dig() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    String name = words.isEmpty() ? "localhost" : words.getFirst();
    List<String> types =
        words.stream().skip(1).filter(word -> !word.startsWith("@")).limit(1).toList();
    List<Address> servers =
        words.stream().filter(word -> word.startsWith("@")).map(Dig::server).toList();
    boolean isFound;
    try (Reactor reactor = Reactor.open()) {
      boolean[] found = {false};
      reactor.run(() -> found[0] = dig(name, types, resolver(servers)));
      isFound = found[0];
    }
    System.exit(isFound ? 0 : 1);
  }

  /// `@HOST` or `@HOST:PORT`.
  private static Address server(String word) {
    String place = word.substring(1);
    boolean hasPort = place.startsWith("[") ? !place.endsWith("]") : place.indexOf(':') >= 0;
    return Address.parse(hasPort ? place : place + ":" + ResolverOptions.PORT);
  }

  private static Resolver resolver(List<Address> servers) {
    return servers.isEmpty()
        ? Reactor.current().service(Resolver.class)
        : Resolver.of(ResolverOptions.DEFAULTS.withServers(servers));
  }

  private static boolean dig(String name, List<String> types, Resolver resolver) {
    try {
      if (types.isEmpty()) {
        find(name, resolver);
      } else {
        RecordType type = RecordType.valueOf(types.getFirst());
        for (ResourceRecord record : resolver.records(name, type)) {
          System.out.println(record);
        }
      }
      return true;
    } catch (ResolveException e) {
      System.err.println(e.getMessage());
    } catch (IllegalArgumentException _) {
      System.err.println("the types are " + List.of(RecordType.values()));
    }
    return false;
  }

  private static void find(String name, Resolver resolver) throws ResolveException {
    InetAddress literal = literal(name);
    if (literal == null) {
      resolver.addresses(name).forEach(found -> System.out.println(found.getHostAddress()));
    } else {
      System.out.println(resolver.name(literal));
    }
  }

  /// Null for the name of a host.
  private static @Nullable InetAddress literal(String name) {
    try {
      return InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
