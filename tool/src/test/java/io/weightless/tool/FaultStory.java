package io.weightless.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that serve a site on real sockets, and a fault that kills one of them.
@Timeout(60)
final class FaultStory {
  private static final int CLIENTS = 32; // all to one of two would be a chance of 2 in 2^32

  @TempDir Path directory;
  @AutoClose private final Crew crew = new Crew();

  /// Of all lives, in the order in which they began; added to by the workers.
  private final List<Reactor> reactors = new CopyOnWriteArrayList<>();

  private final List<Life> lives = new CopyOnWriteArrayList<>();
  private final CountDownLatch dead = new CountDownLatch(1);
  private final CountDownLatch mayLiveAgain = new CountDownLatch(1);
  private final CountDownLatch anew = new CountDownLatch(1);

  @BeforeEach
  void makeSite() throws IOException {
    Files.writeString(directory.resolve("page"), "page");
    crew.reactors = () -> Reactor.open("nio");
    crew.pausing =
        (told, _) -> {
          dead.countDown();
          mayLiveAgain.await();
          return told.getCount() == 0;
        };
  }

  @Test
  void theOthersServeOnAndGetAllConnectionsUntilItIsBack() throws Exception {
    Address address = start(2);
    List<Socket> clients = connectAll(address);
    int ofTheSecond = connections(2);
    assertThat(ofTheSecond).isBetween(1, CLIENTS - 1);

    kill(2);
    assertThat(clients.stream().filter(client -> !isServed(client))).hasSize(ofTheSecond);
    closeAll(clients);
    clients = connectAll(address);
    assertThat(connections(1)).isGreaterThanOrEqualTo(CLIENTS);
    closeAll(clients);

    mayLiveAgain.countDown();
    anew.await();
    clients = connectAll(address);
    assertThat(connections(3)).isBetween(1, CLIENTS - 1);
    closeAll(clients);
    assertThat(crew.said()).containsExactly("worker 2 failed: fault; starting it anew");
  }

  @Test
  void aLoneOneIsBackOnItsPort() throws Exception {
    Address address = start(1);
    List<Socket> clients = connectAll(address);

    kill(1);
    assertThat(clients).noneMatch(FaultStory::isServed);
    closeAll(clients);
    assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class);

    mayLiveAgain.countDown();
    anew.await();
    closeAll(connectAll(address));
  }

  /// Starts so many, and gives the address that they picked.
  private Address start(int workers) throws Exception {
    Site.Content content = new Site.Content(directory, false, false);
    Site site = new Site(content, new Address("127.0.0.1", 0), null, workers);
    crew.start(workers, scope -> begin(site, scope, workers));
    return site.place().address();
  }

  private Life begin(Site site, Scope scope, int workers) throws IOException {
    Life life = site.begin(scope);
    reactors.add(Reactor.current());
    lives.add(life);
    if (lives.size() > workers) {
      anew.countDown();
    }
    return life;
  }

  /// Waits until that life has ended.
  private void kill(int life) throws InterruptedException {
    reactors
        .get(life - 1)
        .post(() -> {
          throw new IllegalStateException("fault");
        });
    dead.await();
  }

  private int connections(int life) {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    reactors.get(life - 1).post(() -> count.complete(lives.get(life - 1).connections()));
    return count.join();
  }

  /// Connects many, each of which is served.
  private static List<Socket> connectAll(Address address) throws IOException {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(connect(address));
    }
    assertThat(clients).allMatch(FaultStory::isServed);
    return clients;
  }

  private static Socket connect(Address address) throws IOException {
    Socket socket = new Socket(address.host(), address.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void closeAll(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  /// Whether a request is answered, rather than ended or reset.
  private static boolean isServed(Socket client) {
    try {
      client.getOutputStream().write("GET /page HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      StringBuilder answer = new StringBuilder();
      for (int next = 0; next >= 0 && !answer.toString().endsWith("\r\n\r\npage"); ) {
        next = client.getInputStream().read();
        answer.append((char) next);
      }
      return answer.toString().endsWith("page");
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
      return false;
    }
  }
}
