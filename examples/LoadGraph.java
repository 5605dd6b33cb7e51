import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Loads a web server: a producer of requests with an outlet for each client, as many clients as
/// one likes, and a collector. `./weightless run examples/LoadGraph.java http://127.0.0.1:8080/
/// --clients 20 --requests 1000`; at Ctrl-C what was begun is finished, and counted.
public final class LoadGraph {
  private LoadGraph() {}

  private record Result(String outcome, long nanos) {}

  private static final class Producer extends Component<Void, Void> {
    private final List<Outlet<ClientRequest>> clients = new ArrayList<>();
    private final ClientRequest request;
    private long left;

    Producer(ClientRequest request, long count) {
      this.request = request;
      left = count;
    }

    /// An outlet for one more, which is fed as fast as it empties it.
    Outlet<ClientRequest> client() {
      clients.add(outlet("requests of client " + (clients.size() + 1)));
      return clients.getLast();
    }

    @Override
    protected void main() {
      clients.forEach(client -> scope().start("feeder", () -> feed(client)));
    }

    private void feed(Outlet<ClientRequest> client) {
      while (left-- > 0) {
        client.send(request);
      }
    }
  }

  private static final class Client extends Component<ClientRequest, Result> {
    @Override
    protected void main() {
      try (HttpClient http = HttpClient.open()) {
        for (ClientRequest request : in) {
          long begin = Reactor.current().clock().nanos();
          String outcome = outcome(http, request);
          out.send(new Result(outcome, Reactor.current().clock().nanos() - begin));
        }
      }
    }

    private static String outcome(HttpClient http, ClientRequest request) {
      try {
        return Scope.run(Deadline.after(Duration.ofSeconds(10)), _ -> status(http, request));
      } catch (IOException | DeadlineExceeded e) {
        return "failed: " + e.getMessage();
      }
    }

    private static String status(HttpClient http, ClientRequest request) throws IOException {
      try (ClientResponse answer = http.send(request)) {
        while (answer.body().read().hasRemaining()) {} // to its end, and nothing is kept
        return answer.status().toString();
      }
    }
  }

  private static final class Collector extends Component<Result, Void> {
    @Override
    protected void main() {
      TreeMap<String, Integer> outcomes = new TreeMap<>();
      List<Long> nanos = new ArrayList<>();
      long begin = Reactor.current().clock().nanos();
      for (Result result : in) {
        outcomes.merge(result.outcome, 1, Integer::sum);
        nanos.add(result.nanos);
      }
      double seconds = (Reactor.current().clock().nanos() - begin) / 1e9;
      nanos.sort(null);
      outcomes.forEach((outcome, count) -> System.out.println(count + " " + outcome));
      System.out.printf(
          "%.0f requests per second; ms: min %.3f, median %.3f, p99 %.3f, max %.3f%n",
          nanos.size() / seconds, at(nanos, 0), at(nanos, 50), at(nanos, 99), at(nanos, 100));
    }

    private static double at(List<Long> nanos, int percent) {
      return nanos.isEmpty() ? 0 : nanos.get((nanos.size() - 1) * percent / 100) / 1e6;
    }
  }

  public static void main(String[] arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    Graph<Void, Void> graph = new Graph<>();
    try {
      int clients = number(words, "--clients", 10);
      int requests = number(words, "--requests", 1_000_000);
      Producer producer = new Producer(ClientRequest.get(String.join(" ", words)), requests);
      Collector collector = new Collector();
      for (int i = 0; i < clients; i++) {
        Client client = new Client();
        graph.wire(producer.client(), client.in.limit(1));
        graph.wire(client.out, collector.in);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(
          "usage: LoadGraph.java URL [--clients N] [--requests N]; " + e.getMessage());
      System.exit(2);
    }
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> load(graph, reactor.service(Signals.class)));
    }
  }

  /// The number behind `option`, which is taken out.
  private static int number(List<String> words, String option, int usual) {
    int at = words.indexOf(option);
    if (at < 0) {
      return usual;
    }
    words.remove(at);
    String word = at < words.size() ? words.remove(at) : "";
    if (!word.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(option + " takes 1 to 999999, not '" + word + "'");
    }
    return Integer.parseInt(word);
  }

  private static void load(Graph<?, ?> graph, Signals signals) {
    try (SignalWatch watch = signals.watch(Signal.INT, Signal.TERM)) {
      Scope.join(scope -> {
        Task<?> drain = scope.start("Ctrl-C", () -> drainAt(watch, graph));
        graph.run();
        drain.cancel("it is over");
      });
    }
  }

  private static void drainAt(SignalWatch watch, Graph<?, ?> graph) {
    while (true) {
      watch.receive();
      graph.drain();
    }
  }
}
