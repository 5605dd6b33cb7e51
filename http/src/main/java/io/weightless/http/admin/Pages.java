package io.weightless.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.form.Form;
import io.weightless.http.routing.Route;
import io.weightless.http.routing.Router;
import io.weightless.inspect.Snapshot;
import io.weightless.inspect.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an admin endpoint answers.
final class Pages {
  private static final String INDEX =
      """
      GET /snapshot                      all that is on each reactor, as JSON
      GET /why?reactor=NAME&task=ID      why a task waits, with stacks, as JSON
      GET /feed?every=SECONDS            a snapshot, then differences, as events
      GET /happenings?reactor=NAME       turns and channels, as events
      GET /metrics                       for Prometheus
      """;

  private static final int LONGEST_PAUSE = 3_600;

  private final Subjects subjects;
  private final Feeds feeds;

  Pages(Subjects subjects, Feeds feeds) {
    this.subjects = subjects;
    this.feeds = feeds;
  }

  Handler handler() {
    return Router.of(
        Route.get("/", _ -> Response.ok(INDEX)),
        Route.get("/snapshot", _ -> snapshot()),
        Route.get("/why", this::why),
        Route.get("/feed", this::feed),
        Route.get("/happenings", this::happenings),
        Route.get("/metrics", _ -> metrics()));
  }

  private Response snapshot() {
    Map<String, Subject> present = subjects.now();
    present.values().forEach(Subject::prolong);
    return json(picture(Subjects.ask(present, Subject::snapshot)).toJson());
  }

  static Picture picture(Map<String, Answer<Snapshot>> answers) {
    List<Picture.Part> parts = new ArrayList<>();
    answers.forEach((name, answer) ->
        parts.add(new Picture.Part(name, answer.value(), answer.silent(), answer.stack())));
    return new Picture(parts);
  }

  private Response why(Request request) throws BadRequest {
    Form query = Form.inQuery(request);
    Subject subject = subject(query);
    long task = number(query, "task", 0, Long.MAX_VALUE);
    subject.prolong();
    Answer<Optional<Why>> answer =
        subject.ask(lens -> {
          lens.watch();
          return Why.of(lens.reactor(), task);
        });
    Optional<Why> why = answer.value();
    if (why == null) {
      throw new BadRequest(Status.SERVICE_UNAVAILABLE, String.valueOf(answer.silent()));
    }
    return why.map(known -> json(known.toJson()))
        .orElseThrow(() -> new BadRequest(Status.NOT_FOUND, "no task has the id " + task));
  }

  private Response feed(Request request) throws BadRequest {
    Form query = Form.inQuery(request);
    long every = query.first("every") == null ? 1 : number(query, "every", 1, LONGEST_PAUSE);
    return feeds.open(request, new ChangeFeed(subjects, Duration.ofSeconds(every)));
  }

  private Response happenings(Request request) throws BadRequest {
    String name = name(Form.inQuery(request));
    return feeds.open(request, new HappeningFeed(subjects, name));
  }

  /// Figures are had without a closer look.
  private Response metrics() {
    Map<String, Answer<Snapshot>> answers =
        Subjects.ask(subjects.now(), subject -> subject.ask(lens -> Snapshot.of(lens.reactor())));
    return Response.of(Exposition.TYPE, Metrics.of(answers).getBytes(UTF_8));
  }

  /// @throws BadRequest with a 404 if no reactor has that name
  private Subject subject(Form query) throws BadRequest {
    String name = name(query);
    Subject subject = subjects.named(name);
    if (subject == null) {
      throw new BadRequest(Status.NOT_FOUND, "no reactor is called '" + name + "'");
    }
    return subject;
  }

  private String name(Form query) throws BadRequest {
    String name = query.first("reactor");
    if (name == null) {
      throw new BadRequest("say which: ?reactor=NAME");
    }
    if (subjects.named(name) == null) {
      throw new BadRequest(Status.NOT_FOUND, "no reactor is called '" + name + "'");
    }
    return name;
  }

  private static long number(Form query, String name, long least, long most) throws BadRequest {
    String text = query.first(name);
    try {
      long number = Long.parseLong(text == null ? "" : text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // it is none
    }
    throw new BadRequest(name + " is a number, " + least + " or more");
  }

  private static Response json(String text) {
    return Response.of("application/json", text.getBytes(UTF_8));
  }
}
