package io.weightless.net.tls;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.Scheme;
import io.weightless.net.Stream;
import io.weightless.net.TlsOptions;
import io.weightless.net.internal.Breakage;
import io.weightless.net.internal.ConnectTimeout;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network that knows what `tls://` means, over one that does not: every reactor has one.
///
/// Files are read when it listens, and when it connects for the first time with these options, and
/// hold the loop meanwhile. A listener's are taken anew when they are [renewed][IdentityFiles].
public final class TlsNetwork implements Network {
  /// Of how many [options][TlsOptions] the sessions are remembered; then those of the oldest are
  /// forgotten.
  private static final int REMEMBERED = 64;

  private final Network plain;
  private final Map<TlsOptions, TlsClient> clients =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsOptions, TlsClient> eldest) {
          return size() > REMEMBERED;
        }
      };

  public TlsNetwork(Network plain) {
    this.plain = plain;
  }

  /// How `plain` opens a listener.
  private interface Opening {
    Listener open(Address address) throws IOException;
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return listen(address, plain::listen);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    return listen(address, plain::listenShared);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return listen(address, plain::listenBeside);
  }

  private static Listener listen(Address address, Opening opening) throws IOException {
    if (address.scheme() != Scheme.TLS) {
      return opening.open(address);
    }
    TlsServer server;
    try {
      server = server(address.tls());
    } catch (IOException e) {
      throw Breakage.of("listen on " + address, address, e);
    }
    return new TlsListener(opening.open(below(address)), server, address);
  }

  private static TlsServer server(TlsOptions options) throws IOException {
    if (options.certificate().isEmpty()) {
      throw new IOException("to listen takes a certificate and its key: ?cert=FILE&key=FILE");
    }
    TlsServer server = TlsServer.of(renewed(options)).talking(protocols(options));
    return options.trusted().isEmpty() ? server : server.demanding(trusted(options));
  }

  private static IdentityFiles renewed(TlsOptions options) throws IOException {
    return IdentityFiles.read(
        Path.of(options.certificate()), key(options), Reactor.current().clock());
  }

  private static Identity identity(TlsOptions options) throws IOException {
    return Identity.read(Path.of(options.certificate()), key(options));
  }

  private static Path key(TlsOptions options) {
    return Path.of(options.key().isEmpty() ? options.certificate() : options.key());
  }

  private static List<X509Certificate> trusted(TlsOptions options) throws IOException {
    return Identity.readCertificates(Path.of(options.trusted()));
  }

  private static String[] protocols(TlsOptions options) {
    return options.eachProtocol().toArray(String[]::new);
  }

  private static Address below(Address address) {
    return new Address(Scheme.TCP, address.host(), address.port(), address.options());
  }

  @Override
  public Stream connect(Address address) throws IOException {
    if (address.scheme() != Scheme.TLS) {
      return plain.connect(address);
    }
    try {
      TlsClient client = client(address.tls());
      return new ConnectTimeout(address.options().timeout()).keep(() -> dial(address, client));
    } catch (TlsException | NetworkException e) {
      throw e;
    } catch (IOException e) {
      throw Breakage.of("connect " + address, address, e);
    }
  }

  @Override
  public Datagrams datagrams(Address local) throws IOException {
    return plain.datagrams(local);
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    return plain.datagramsTo(remote);
  }

  private Stream dial(Address address, TlsClient client) throws IOException {
    String name = address.tls().name();
    Stream below = plain.connect(below(address));
    return Tls.client(below, name.isEmpty() ? address.host() : name, client);
  }

  /// Kept, for it knows the sessions that can be resumed.
  private TlsClient client(TlsOptions options) throws IOException {
    TlsClient known = clients.get(options);
    if (known != null) {
      return known;
    }
    TlsClient client = TlsClient.DEFAULT.talking(protocols(options));
    if (!options.trusted().isEmpty()) {
      client = client.trusting(trusted(options));
    }
    if (!options.certificate().isEmpty()) {
      client = client.as(identity(options));
    }
    clients.put(options, client);
    return client;
  }
}
