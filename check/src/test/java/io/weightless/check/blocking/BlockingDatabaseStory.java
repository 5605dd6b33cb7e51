package io.weightless.check.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Task;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import io.weightless.testkit.PortableEngine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// JDBC over a socket, to a database in threads of its own: a query blocks its task, and no other.
@Timeout(120)
final class BlockingDatabaseStory {
  private final Trail trail = new Trail();
  private Server server;

  /// Keeps the database, which is in memory, until the test is over.
  private Connection keeper;

  @BeforeEach
  void fillTheDatabase() throws SQLException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    keeper = connect();
    execute(keeper, "create table account (owner varchar primary key, balance int)");
    execute(keeper, "insert into account values ('ann', 10), ('bob', 20), ('cleo', 30)");
  }

  @AfterEach
  void stop() throws SQLException {
    keeper.close();
    server.stop();
  }

  private Connection connect() throws SQLException {
    String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:bank;LOCK_TIMEOUT=60000";
    return DriverManager.getConnection(url, "sa", "");
  }

  @Test
  @FastEngine
  void manyTasksQueryAtOnce() throws SQLException {
    OneReactor.run(scope -> {
      for (String owner : new String[] {"ann", "bob", "cleo"}) {
        scope.start(owner, () -> trail.add(balance(owner)));
      }
    });

    trail.assertIs(Trail.inAnyOrder(10, 20, 30));
  }

  /// The database holds the row for one task, and lets another wait: the third does not notice, and
  /// the first goes on, so that the second comes to its turn.
  @Test
  @FastEngine
  void aTaskThatWaitsForARowHoldsNobodyElse() throws SQLException {
    OneReactor.run(scope -> {
      try (Connection first = connect()) {
        first.setAutoCommit(false);
        execute(first, "update account set balance = balance + 1 where owner = 'ann'");
        scope.start("second", () -> add("ann", 1));
        while (!isAnybodyBlocked()) {
          Task.yield();
        }
        trail.add("the third sees " + balance("bob"));
        trail.add("the first leaves");
        first.commit();
      }
    });

    trail.assertIs("the third sees 20", "the first leaves", "the second is through");
    assertThat(balance("ann")).isEqualTo(12);
  }

  private void add(String owner, int amount) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement update =
            connection.prepareStatement(
                "update account set balance = balance + ? where owner = ?")) {
      update.setInt(1, amount);
      update.setString(2, owner);
      update.executeUpdate();
      trail.add("the second is through");
    }
  }

  private boolean isAnybodyBlocked() throws SQLException {
    try (Statement query = keeper.createStatement();
        ResultSet result =
            query.executeQuery(
                "select 1 from information_schema.sessions where blocker_id is not null")) {
      return result.next();
    }
  }

  @Test
  @PortableEngine
  void onThePortableEngineAQueryHoldsTheLoop() throws SQLException {
    OneReactor.run(scope -> {
      scope.start("queries", () -> trail.add(balance("ann")));
      scope.start("other", () -> trail.add("other"));
    });

    trail.assertIs(10, "other");
  }

  private int balance(String owner) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement query =
            connection.prepareStatement("select balance from account where owner = ?")) {
      query.setString(1, owner);
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
