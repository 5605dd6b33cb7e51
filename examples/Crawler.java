import io.weightless.channel.Channel;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.client.Redirects;
import io.weightless.http.client.Sender;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Visits the pages of a site, ten at a time: `./weightless run examples/Crawler.java
/// http://127.0.0.1:8080/`.
///
/// The tasks share what was seen, and need no lock for it: between two waits nobody else runs.
public final class Crawler {
  private static final int AT_A_TIME = 10;
  private static final int MOST_PAGES = 1000;
  private static final int LARGEST = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern LINK =
      Pattern.compile("href=[\"']([^\"'#]*)", Pattern.CASE_INSENSITIVE);

  private final Sender client;
  private final Channel<URI> found = Channel.buffered(MOST_PAGES);
  private final Set<URI> seen = new LinkedHashSet<>();
  private int toVisit;

  private Crawler(Sender client) {
    this.client = client;
  }

  public static void main(String[] arguments) {
    URI start = URI.create(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080/");
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (HttpClient client = HttpClient.open()) {
          new Crawler(new Redirects(client, 5)).crawl(start);
        }
      });
    }
  }

  private void crawl(URI start) {
    add(start, start);
    Scope.join(scope -> {
      for (int i = 1; i <= AT_A_TIME; i++) {
        scope.start("crawler " + i, this::work);
      }
    });
    System.out.println(seen.size() + " pages");
  }

  /// Until nobody can find any more.
  private void work() {
    for (URI page : found) {
      System.out.println(visit(page) + " " + page);
      if (--toVisit == 0) {
        found.close();
      }
    }
  }

  private String visit(URI page) {
    try {
      return Scope.run(
          Deadline.after(PATIENCE),
          _ -> {
            try (ClientResponse answer = client.send(ClientRequest.get(page.toString()))) {
              String type = String.valueOf(answer.headers().first("Content-Type"));
              if (type.startsWith("text/html")) {
                addLinks(answer.request().url(), answer.text(LARGEST));
              }
              return answer.status().toString();
            }
          });
    } catch (DeadlineExceeded e) {
      return "too slow";
    } catch (IOException | IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private void addLinks(URI page, String html) {
    for (Matcher link = LINK.matcher(html); link.find(); ) {
      try {
        add(page, page.resolve(link.group(1).strip()));
      } catch (IllegalArgumentException e) {
        // what is no address is nowhere
      }
    }
  }

  private void add(URI from, URI page) {
    boolean isHere =
        page.getScheme().equals(from.getScheme())
            && from.getRawAuthority().equals(page.getRawAuthority());
    if (isHere && seen.size() < MOST_PAGES && seen.add(page)) {
      toVisit++;
      found.send(page); // it never waits: there is room for them all
    }
  }
}
