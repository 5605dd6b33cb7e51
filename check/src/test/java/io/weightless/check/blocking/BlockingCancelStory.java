package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.Selector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a cancellation does to blocking code of others. That of the JDK's own is in `JdkWaitsTest`
/// and `JdkSocketsTest`.
@FastEngine
@Timeout(120)
final class BlockingCancelStory {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private Throwable thrown;
  private Task.State state;

  /// Runs `wait` in a task, and cancels it when it is blocked.
  private void cancelIn(Work<?> wait) {
    OneReactor.run(scope -> {
      Task<?> task =
          scope.start(
              "waits",
              () -> {
                thrown = catchThrowable(wait::run);
                if (thrown != null) {
                  throw (Exception) thrown;
                }
              });
      untilBlocked("waits");
      task.cancel("enough");
      var _ = catchThrowable(task::await);
      state = task.state();
    });
  }

  @Test
  void itClosesADatagramSocketThatReceives() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(HERE)) {
      cancelIn(() -> socket.receive(new DatagramPacket(new byte[1], 1)));

      assertThat(thrown).isInstanceOf(SocketException.class);
      assertThat(state).isEqualTo(Task.State.CANCELLED);
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Test
  void aSelectorReturnsAndStaysOpen() throws IOException {
    try (Selector selector = Selector.open()) {
      cancelIn(selector::select);

      assertThat(thrown).isNull();
      assertThat(selector.isOpen()).isTrue();
    }
  }

  @Test
  void itEndsTheRequestOfAnUrlConnection() throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(HERE);
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      cancelIn(connection::getInputStream);

      assertThat(thrown).isInstanceOf(SocketException.class);
      assertThat(state).isEqualTo(Task.State.CANCELLED);
    }
  }

  @Test
  void whatALibraryThrowsForASocketThatItClosedIsTheCancellationToo() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(HERE)) {
      cancelIn(() -> receiveWrapped(socket));

      assertThat(thrown).isInstanceOf(UncheckedIOException.class);
      assertThat(state).isEqualTo(Task.State.CANCELLED);
    }
  }

  private static void receiveWrapped(DatagramSocket socket) {
    try {
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// It comes when the query has ended, and the connection is still good.
  @Test
  void aQueryInAShieldKeepsItsConnection() throws SQLException {
    whileTheTableIsHeld((holder, update) ->
        OneReactor.run(scope -> {
          Task<?> task =
              scope.start(
                  "waits",
                  () -> {
                    Scope.shield(update);
                    thrown = catchThrowable(Task::yield);
                    Scope.shield(update);
                  });
          untilBlocked("waits");
          task.cancel("enough");
          Task.yield();
          holder.commit();
        }));

    assertThat(thrown).hasMessage("enough");
  }

  private interface Story {
    void tell(Connection holder, Work<SQLException> update) throws SQLException;
  }

  /// Of a table that one connection holds, and that another one wants to change.
  private static void whileTheTableIsHeld(Story story) throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:bank;LOCK_TIMEOUT=60000";
    try (Connection holder = DriverManager.getConnection(url, "sa", "");
        Connection other = DriverManager.getConnection(url, "sa", "")) {
      execute(holder, "create table a (b int)");
      execute(holder, "insert into a values (1)");
      holder.setAutoCommit(false);
      execute(holder, "update a set b = 2");
      story.tell(holder, () -> execute(other, "update a set b = 3"));
    } finally {
      server.stop();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
