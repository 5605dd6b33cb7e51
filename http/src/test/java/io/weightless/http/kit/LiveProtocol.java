package io.weightless.http.kit;

import io.weightless.coroutine.Coroutine;
import io.weightless.http.HttpProtocol;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Real sockets, on a thread of their own, and a coroutine that is driven on each.
public final class LiveProtocol implements AutoCloseable {
  private final Reactor reactor = Reactor.open();
  private final CompletableFuture<Address> started = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final AtomicReference<Scope> scope = new AtomicReference<>();
  private final HttpProtocol protocol;
  private final Address address;

  public LiveProtocol(HttpProtocol protocol) {
    this.protocol = protocol;
    new Thread(this::live, "live protocol").start();
    this.address = started.join();
  }

  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  public URI uri(String target) {
    return URI.create("http://127.0.0.1:" + address.port() + target);
  }

  @Override
  public void close() {
    reactor.post(() -> scope.get().cancel("the test is over"));
    ended.join();
  }

  private void live() {
    try {
      reactor.run(() -> Scope.run(this::serve));
    } catch (CancellationException _) {
      // By the test.
    } catch (Exception | Error failure) {
      started.completeExceptionally(failure);
    } finally {
      reactor.close();
      ended.complete(null);
    }
  }

  private boolean serve(Scope clients) throws IOException {
    scope.set(clients);
    try (Listener listener =
        Reactor.current().service(Network.class).listen(new Address("127.0.0.1", 0))) {
      started.complete(listener.address());
      while (true) {
        Stream client = listener.accept();
        HttpProtocol known = protocol.from(client.remote());
        clients.start("client", () -> Driver.drive(client, Coroutine.of("http", known)));
      }
    }
  }
}
