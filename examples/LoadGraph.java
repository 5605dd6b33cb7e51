import static java.util.Collections.nCopies;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.chassis.Collector;
import io.weightless.component.chassis.RoundRobin;
import io.weightless.component.chassis.Values;
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
import java.util.List;
import java.util.TreeMap;

/// Loads a web server: a producer of requests with an outlet for each client, as many clients as
/// one likes, and a collector of what they got. `./weightless run examples/LoadGraph.java
/// http://127.0.0.1:8080/ 20 1000` has 20 clients send 1,000 requests.
///
/// A client that gets no answer gives up; when all have, the producer ends, too. At Ctrl-C what was
/// begun is finished, and counted.
public final class LoadGraph {
  private LoadGraph() {}

  private record Result(String outcome, boolean isAnswer, long begin, long end) {}

  private static final class Client extends Component<ClientRequest, Result> {
    @Override
    protected void main() {
      try (HttpClient http = HttpClient.open()) {
        for (ClientRequest request : in) {
          long begin = now();
          String status =
              Scope.run(Deadline.after(Duration.ofSeconds(10)), _ -> ask(http, request));
          out.send(new Result(status, true, begin, now()));
        }
      } catch (IOException | DeadlineExceeded e) {
        out.send(new Result("gave up: " + e.getMessage(), false, 0, 0));
      }
    }

    private static String ask(HttpClient http, ClientRequest request) throws IOException {
      try (ClientResponse answer = http.send(request)) {
        while (answer.body().read().hasRemaining()) {} // to its end, and nothing is kept
        return answer.status().toString();
      }
    }

    private static long now() {
      return Reactor.current().clock().nanos();
    }
  }

  public static void main(String[] arguments) {
    Collector<Result> results = new Collector<>();
    Graph<Void, Void> graph = new Graph<>();
    try {
      wire(graph, arguments, results);
    } catch (IllegalArgumentException e) {
      System.err.println("usage: LoadGraph.java URL [CLIENTS [REQUESTS]]; " + e.getMessage());
      System.exit(2);
    }
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> load(graph));
    }
    report(results.values());
  }

  private static void wire(Graph<?, ?> graph, String[] words, Collector<Result> results) {
    if (words.length < 1 || words.length > 3) {
      throw new IllegalArgumentException("a URL, and perhaps two numbers");
    }
    ClientRequest request = ClientRequest.get(words[0]);
    int clients = words.length < 2 ? 10 : number(words[1]);
    int requests = words.length < 3 ? 100_000 : number(words[2]);
    RoundRobin<ClientRequest> producer = new RoundRobin<>();
    graph.wire(Values.from(nCopies(requests, request)).out, producer.in.limit(1));
    for (int i = 0; i < clients; i++) {
      Client client = new Client();
      graph.wire(producer.add(), client.in.limit(1));
      graph.wire(client.out, results.in);
    }
  }

  private static int number(String word) {
    if (!word.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("'" + word + "' is no number from 1 to 999999");
    }
    return Integer.parseInt(word);
  }

  private static void load(Graph<?, ?> graph) {
    Signals signals = Reactor.current().service(Signals.class);
    try (SignalWatch watch = signals.watch(Signal.INT, Signal.TERM)) {
      Scope.join(scope -> {
        Task<?> listener =
            scope.start(
                "Ctrl-C",
                () -> {
                  watch.receive();
                  graph.drain();
                });
        graph.run();
        listener.cancel("it is over");
      });
    }
  }

  private static void report(List<Result> results) {
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    results.forEach(result -> outcomes.merge(result.outcome, 1, Integer::sum));
    outcomes.forEach((outcome, count) -> System.out.println(count + " " + outcome));
    List<Result> answers = results.stream().filter(Result::isAnswer).toList();
    if (answers.isEmpty()) {
      System.err.println("LoadGraph: there was no answer");
      System.exit(1);
    }
    double seconds = (answers.getLast().end - answers.getFirst().begin) / 1e9;
    double[] ms =
        answers.stream().mapToDouble(one -> (one.end - one.begin) / 1e6).sorted().toArray();
    int last = ms.length - 1;
    System.out.printf(
        "%.0f requests per second; ms: min %.3f, median %.3f, p99 %.3f, max %.3f%n",
        ms.length / seconds, ms[0], ms[last / 2], ms[last * 99 / 100], ms[last]);
  }
}
