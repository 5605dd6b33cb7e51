package io.weightless.http.middleware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Middleware;
import io.weightless.http.Negotiation;
import io.weightless.http.Page;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Says what went wrong in a form that its reader understands: to programs as a [Problem], to
/// browsers as a page, by what they accept.
///
/// ```java
/// handler.in(
///     ErrorPages.USUAL
///         .on(NoSuchOrder.class, missing -> Problem.of(Status.NOT_FOUND, missing.getMessage()))
///         .on(SQLTransientException.class, _ -> Problem.of(Status.SERVICE_UNAVAILABLE, "")));
/// ```
///
/// - **What is thrown**: what it was told about is answered so; the rule that was added last goes
///   first. A [BadRequest] says its status and sentence. Any other exception is a 500 that says
///   nothing more, and one entry in the log, as without this; so is an error, by the server.
/// - **What is returned**: a response of 400 and above without a body, or with a short plain text,
///   as [Router][io.weightless.http.routing.Router] and the limits give, is put into that form, and
///   keeps its fields. One with another body is somebody's own, and stays.
/// - **Not**: what goes wrong when nobody can be told any more, as the client is gone or has half
///   of the response; and what the server refuses itself, a head or a body that breaks the
///   protocol.
public final class ErrorPages implements Middleware {
  /// Without a rule of its own.
  public static final ErrorPages USUAL = new ErrorPages(List.of(), true);

  private static final System.Logger LOG = System.getLogger("io.weightless.http");
  private static final int LONGEST_TEXT = 1024;
  private static final String CONTENT_TYPE = "Content-Type";

  private final List<Rule<?>> rules;
  private final boolean hasPages;

  private record Rule<X extends Exception>(Class<X> type, Function<? super X, Problem> meaning) {
    @Nullable Problem problem(Exception failure) {
      return type.isInstance(failure) ? meaning.apply(type.cast(failure)) : null;
    }
  }

  private ErrorPages(List<Rule<?>> rules, boolean hasPages) {
    this.rules = rules;
    this.hasPages = hasPages;
  }

  /// The same, that knows what exceptions of a type mean. It says nothing of them in the log.
  public <X extends Exception> ErrorPages on(Class<X> type, Function<? super X, Problem> meaning) {
    List<Rule<?>> more = new ArrayList<>(rules);
    more.addFirst(new Rule<>(type, meaning));
    return new ErrorPages(List.copyOf(more), hasPages);
  }

  /// The same without pages: for what no person looks at.
  public ErrorPages withoutPages() {
    return new ErrorPages(rules, false);
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      WatchedBody body = new WatchedBody(request.body());
      try {
        return restated(request, next.handle(request.with(body)));
      } catch (InterruptedException interrupted) {
        throw interrupted;
      } catch (Exception failure) {
        if (body.isLost(failure)) {
          throw failure;
        }
        return answer(request, problem(request, failure), Headers.EMPTY);
      }
    };
  }

  private Problem problem(Request request, Exception failure) {
    for (Rule<?> rule : rules) {
      Problem known = rule.problem(failure);
      if (known != null) {
        return known;
      }
    }
    if (failure instanceof BadRequest bad) {
      return Problem.of(bad.status(), Objects.requireNonNullElse(bad.getMessage(), ""));
    }
    LOG.log(Level.ERROR, "failed to answer " + request, failure);
    return Problem.of(Status.INTERNAL_SERVER_ERROR, "");
  }

  private Response restated(Request request, Response response) {
    Status status = response.status();
    String text = status.code() < 400 ? null : text(response);
    if (text == null) {
      return response;
    }
    String said = status.toString();
    String rest = text.startsWith(said) ? text.substring(said.length()) : text;
    String detail = rest.startsWith(":") ? rest.substring(1) : rest;
    Headers kept = response.headers().without(CONTENT_TYPE);
    return answer(request, Problem.of(status, detail.strip()), kept);
  }

  /// Null if it is not ours to put into another form.
  private static @Nullable String text(Response response) {
    String type = response.headers().first(CONTENT_TYPE);
    return switch (response.body()) {
      case Body.None _ -> "";
      case Body.Bytes bytes
          when type != null
              && type.startsWith("text/plain")
              && bytes.content().remaining() <= LONGEST_TEXT ->
          UTF_8.decode(bytes.content().duplicate()).toString();
      default -> null;
    };
  }

  private Response answer(Request request, Problem problem, Headers kept) {
    boolean isPage = hasPages && prefersPage(request);
    String sentence = problem.detail().isEmpty() ? problem.title() : problem.detail();
    Response form = isPage ? Page.failure(problem.status(), sentence) : problem.response();
    Headers all = hasPages ? kept.with("Vary", "Accept") : kept;
    for (int i = 0; i < form.headers().size(); i++) {
      all = all.with(form.headers().name(i), form.headers().value(i));
    }
    return form.with(all);
  }

  /// As browsers do, and programs that take anything don't.
  private static boolean prefersPage(Request request) {
    String best =
        Negotiation.best(request, "application/problem+json", "application/json", "text/html");
    return "text/html".equals(best);
  }
}
