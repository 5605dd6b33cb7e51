import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.gio.Gio;
import io.weightless.http.HttpProtocol;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.observe.Decline;
import io.weightless.observe.Message;
import io.weightless.observe.Observable;
import io.weightless.observe.Observers;
import io.weightless.observe.Transparent;
import io.weightless.observe.Tree;
import io.weightless.observe.Unknown;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// A server as a tree of coroutines: `./weightless run examples/TreeServer.java 127.0.0.1:7000
/// 127.0.0.1:8080`. The first port speaks lines, the second one HTTP, and both have one memory.
///
/// A server accepts, and lets whoever is below it talk to the client; that reads and writes, and
/// knows no socket; and what a line means only the commands know, which may read on by themselves.
/// Who is there, and in which order, says the expression in [#main], and nobody else.
public final class TreeServer {
  private static final int MAX_LINE = 1_000;

  private TreeServer() {}

  /// To begin with.
  interface Service {
    void open(Scope scope) throws IOException;
  }

  /// A whole conversation with a client.
  ///
  /// `any`: how many things it has asked for.
  interface Protocol {
    Program<ByteBuffer, ByteBuffer, Integer> conversation();
  }

  /// A line, and whatever follows it.
  ///
  /// `any`: the answer. A command declines what is for another one.
  interface Command {
    Program<ByteBuffer, ByteBuffer, String> answer(String line);
  }

  /// `call`.
  interface Storage {
    String get(String key);

    void put(String key, String value);
  }

  /// For those who want to hear of it: `tell`.
  interface Events {
    void opened(String server);

    void used(String key);

    void closed(String server, int answered);

    void broke(String server, Exception problem);
  }

  /// What is observed. Who only answers needs nothing like it.
  abstract static class Sender implements Observable {
    final Observers observers = new Observers();

    @Override
    public Observers observers() {
      return observers;
    }
  }

  static final class Server extends Sender implements Service {
    private final String name;
    private final Address address;

    Server(String name, Address address) {
      this.name = name;
      this.address = address;
      observers.requiring(Protocol.class).sending(Events.class);
    }

    @Override
    public void open(Scope scope) throws IOException {
      Listener listener = Reactor.current().service(Network.class).listen(address);
      System.out.println(name + " on " + listener.address());
      scope.start(
          name,
          () -> {
            try (listener) {
              while (true) {
                Stream client = listener.accept();
                scope.start(name + " of " + client.remote(), () -> serve(client));
              }
            }
          });
    }

    private void serve(Stream client) {
      Events events = observers.tell(Events.class);
      try (client) {
        events.opened(name);
        var conversation = Coroutine.of(name, observers.any(Protocol.class).conversation());
        events.closed(name, Gio.drive(client, conversation));
        HttpProtocol.close(client); // one that still sends gets its last answer, too
      } catch (IOException | RuntimeException e) { // whatever it is, it is this client's
        events.broke(name, e);
      }
    }
  }

  /// A command in each line; an empty one ends it.
  static final class Lines extends Sender implements Protocol {
    Lines() {
      observers.requiring(Command.class);
    }

    @Override
    public Program<ByteBuffer, ByteBuffer, Integer> conversation() {
      return io -> {
        int answered = 0;
        for (String line = line(io); !line.isEmpty(); line = line(io)) {
          String answer = io.call(observers.any(Command.class).answer(line));
          io.write(UTF_8.encode(answer + "\n"));
          answered++;
        }
        return answered;
      };
    }

    /// Without what ends it; empty at the end of the input, too.
    static String line(Io<ByteBuffer, ?> io) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
        while (bytes.hasRemaining()) {
          byte next = bytes.get();
          if (next == '\n') {
            io.unread(bytes);
            return line.toString(UTF_8).strip();
          }
          if (line.size() == MAX_LINE) {
            throw new IllegalArgumentException("a line of more than " + MAX_LINE + " bytes");
          }
          line.write(next);
        }
      }
      return line.toString(UTF_8).strip();
    }
  }

  /// `get KEY`
  static final class Get extends Sender implements Command {
    Get() {
      observers.requiring(Storage.class).sending(Events.class);
    }

    @Override
    public Program<ByteBuffer, ByteBuffer, String> answer(String line) {
      String key = argument("get ", line);
      observers.tell(Events.class).used(key);
      return _ -> observers.call(Storage.class).get(key);
    }
  }

  /// `put KEY`, and then lines up to one with only a dot in it: this one reads them by itself.
  static final class Put extends Sender implements Command {
    Put() {
      observers.requiring(Storage.class).sending(Events.class);
    }

    @Override
    public Program<ByteBuffer, ByteBuffer, String> answer(String line) {
      String key = argument("put ", line);
      observers.tell(Events.class).used(key);
      return io -> {
        io.write(UTF_8.encode("what is it? end with a dot\n"));
        StringBuilder value = new StringBuilder();
        for (String next = Lines.line(io); !next.equals("."); next = Lines.line(io)) {
          if (next.isEmpty() || value.length() > MAX_LINE) {
            return "forgotten, for it had no end";
          }
          value.append(value.isEmpty() ? "" : " ").append(next);
        }
        observers.call(Storage.class).put(key, value.toString());
        return "kept";
      };
    }
  }

  private static String argument(String command, String line) {
    if (!line.startsWith(command)) {
      throw new Decline();
    }
    return line.substring(command.length());
  }

  /// Another protocol, of the same memory: `GET /KEY`.
  static final class Web extends Sender implements Protocol {
    Web() {
      observers.requiring(Storage.class).sending(Events.class);
    }

    @Override
    public Program<ByteBuffer, ByteBuffer, Integer> conversation() {
      return io -> {
        int[] answered = new int[1];
        io.call(
            HttpProtocol.of(request -> {
              answered[0]++;
              return page(request);
            }));
        return answered[0];
      };
    }

    private Response page(Request request) {
      String key = request.path().substring(1);
      observers.tell(Events.class).used(key);
      return Response.ok(observers.call(Storage.class).get(key) + "\n");
    }
  }

  static final class Memory implements Storage {
    private final Map<String, String> values = new HashMap<>();

    @Override
    public String get(String key) {
      return values.getOrDefault(key, "nothing");
    }

    @Override
    public void put(String key, String value) {
      values.put(key, value);
    }
  }

  /// Prints what happens.
  static final class Log implements Events {
    @Override
    public void opened(String server) {
      System.out.println("log: a client of " + server);
    }

    @Override
    public void used(String key) {
      System.out.println("log: " + key + " is used");
    }

    @Override
    public void closed(String server, int answered) {
      System.out.println("log: a client of " + server + " got " + answered + " answers");
    }

    @Override
    public void broke(String server, Exception problem) {
      System.out.println("log: a client of " + server + " is gone: " + problem.getMessage());
    }
  }

  /// Counts whatever it hears, and is a command as well: `metrics`.
  static final class Metrics implements Unknown, Command {
    private final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public void tellUnknown(Message message) {
      counts.merge(message.name(), 1, Integer::sum);
    }

    @Override
    public Program<ByteBuffer, ByteBuffer, String> answer(String line) {
      if (!line.equals("metrics")) {
        throw new Decline();
      }
      return _ -> counts.toString();
    }
  }

  /// At the root: has all begin that can.
  static final class Top extends Sender {
    Top() {
      observers.sendingOnce(Service.class);
    }

    void run() throws IOException {
      Scope.run(scope -> {
        observers.once(Service.class).open(scope);
        return null;
      });
    }
  }

  private static Command puzzled() {
    return line -> _ -> "what is '" + line + "'?";
  }

  public static void main(String[] arguments) throws IOException {
    Address lines = Address.parse(arguments.length > 0 ? arguments[0] : "127.0.0.1:7000");
    Address web = Address.parse(arguments.length > 1 ? arguments[1] : "127.0.0.1:8080");
    Memory memory = new Memory();
    Metrics metrics = new Metrics();
    Tree<?> ears = Tree.of(Transparent.create(), new Log(), metrics);
    Top top =
        Tree.of(
                new Top(),
                Tree.of(
                    new Server("lines", lines),
                    Tree.of(
                        new Lines(),
                        Tree.of(new Get(), memory, ears),
                        Tree.of(new Put(), memory, ears),
                        metrics,
                        puzzled()),
                    ears),
                Tree.of(new Server("web", web), Tree.of(new Web(), memory, ears), ears))
            .configure();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(top::run);
    }
  }
}
