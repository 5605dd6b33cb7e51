import static io.weightless.http.routing.Route.delete;
import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.post;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.routing.Parameters;
import io.weightless.http.routing.Router;
import io.weightless.net.Address;
import io.weightless.offload.Job;
import io.weightless.offload.Limits;
import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Notes in a database, as JSON: `./weightless run --class-path h2.jar examples/JsonApi.java
/// 127.0.0.1:7000 notes`.
///
/// ```
/// curl -d '{"text": "buy milk"}' http://127.0.0.1:7000/notes
/// curl http://127.0.0.1:7000/notes
/// ```
///
/// The database is within this process, and blocks whoever calls it: so it has a thread, and the
/// tasks wait for that. It knows JSON by itself.
public final class JsonApi {
  private static final int MAX_NOTE = 64 * 1024;
  private static final String ALL =
      "select coalesce(json_arrayagg(json_object('id': id, 'text': text) order by id), json '[]')"
          + " from note";
  private static final String ONE =
      "select json_object('id': id, 'text': text) from note where id = ?";
  private static final String ADD =
      "select id from final table (insert into note (text) values ((? format json).\"text\"))";

  private final Connection database;
  private final Offload thread;

  private JsonApi(Connection database, Offload thread) {
    this.database = database;
    this.thread = thread;
  }

  public static void main(String[] arguments) throws Exception {
    Address address = Address.parse(arguments.length > 0 ? arguments[0] : "127.0.0.1:7000");
    String file = arguments.length > 1 ? "file:./" + arguments[1] : "mem:notes";
    try (Reactor reactor = Reactor.open();
        Connection database = DriverManager.getConnection("jdbc:h2:" + file);
        Offload thread = Offload.open(new Limits(1, Duration.ofMinutes(1)))) {
      reactor.run(() -> new JsonApi(database, thread).serve(address));
    }
  }

  private void serve(Address address) throws Exception {
    ask("create table if not exists note (id identity, text json not null)", null);
    Handler api =
        Router.of(
            get("/notes", _ -> json(Status.OK, String.valueOf(ask(ALL, null)))),
            post("/notes", this::add),
            get("/notes/{id}", this::show),
            delete("/notes/{id}", this::remove));
    Scope.join(scope -> {
      HttpServer server = HttpServer.listen(scope, address, api);
      System.out.println("notes on http://" + server.address());
    });
  }

  private Response add(Request request) throws Exception {
    String note = new String(request.body().readAll(MAX_NOTE), UTF_8);
    try {
      String id = ask(ADD, note);
      return json(Status.CREATED, "{\"id\":" + id + "}").with("Location", "/notes/" + id);
    } catch (SQLException e) {
      throw new BadRequest("a note is JSON as in {\"text\": \"buy milk\"}");
    }
  }

  private Response show(Request request) throws Exception {
    String note = ask(ONE, id(request));
    if (note == null) {
      throw new BadRequest(Status.NOT_FOUND, "no such note");
    }
    return json(Status.OK, note);
  }

  private Response remove(Request request) throws Exception {
    ask("delete from note where id = ?", id(request));
    return Response.of(Status.NO_CONTENT);
  }

  private static String id(Request request) throws BadRequest {
    return Long.toString(Parameters.of(request).number("id"));
  }

  private static Response json(Status status, String text) {
    return Response.of("application/json", text.getBytes(UTF_8)).with(status);
  }

  /// Has the database do something, and gives the first value that it answers; null if it has none.
  private @Nullable String ask(String sql, @Nullable String parameter) throws SQLException {
    Job<@Nullable String, SQLException> job =
        () -> {
          try (PreparedStatement statement = database.prepareStatement(sql)) {
            if (parameter != null) {
              statement.setString(1, parameter);
            }
            if (!statement.execute()) {
              return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
              return rows.next() ? rows.getString(1) : null;
            }
          }
        };
    return thread.call(job);
  }
}
