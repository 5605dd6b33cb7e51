package io.weightless.check.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.IncomingBody;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The handler of the world: does what the request says, and keeps the ledger.
final class Service {
  private final Ledger ledger;
  private final Tally tally;

  Service(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  Response handle(Request request) throws IOException {
    ledger.enter();
    try {
      return answer(request);
    } catch (Cancelled cancelled) {
      ledger.cancelled();
      throw cancelled;
    } finally {
      ledger.leave();
    }
  }

  private Response answer(Request request) throws IOException {
    Ask ask = asked(request);
    ledger.handles(ask.id());
    tally.count(ask.kind().name());
    if (Choice.oneOf(3)) {
      Task.sleep(Choice.upTo(Choice.oneOf(10) ? 1_000 : 20));
    }
    byte[] body = ask.body().getBytes(ISO_8859_1);
    Response ok = Response.of(Status.OK).with("X-Id", Integer.toString(ask.id()));
    return switch (ask.kind()) {
      case PLAIN, UNREAD -> ok.with(new Body.Bytes(ByteBuffer.wrap(body)));
      case SIZED -> ok.with(new Body.Streamed(body.length, sink -> write(sink, body, body.length)));
      case STREAMED -> ok.with(new Body.Streamed(sink -> write(sink, body, body.length)));
      case ECHO -> ok.with(new Body.Streamed(sink -> echo(request.body(), sink)));
      case FAILED -> throw new IllegalStateException("as was asked for");
      case REFUSED -> throw new BadRequest(Status.BAD_REQUEST, "as was asked for");
      case CUT ->
          ok.with(
              new Body.Streamed(sink -> {
                write(sink, body, body.length / 2);
                throw new IllegalStateException("as was asked for");
              }));
      case SHORT ->
          ok.with(new Body.Streamed(body.length + 1, sink -> write(sink, body, body.length)));
      case GARBAGE -> throw new AssertionError("unreachable: it is no request");
    };
  }

  private Ask asked(Request request) {
    try {
      String query = request.query();
      int id = query == null ? -1 : Integer.parseInt(query.substring(0, query.indexOf('&')));
      Ask ask = ledger.asked(id);
      if (request.path().equals("/" + ask.kind())) {
        return ask;
      }
    } catch (RuntimeException e) {
      // it is told below
    }
    ledger.wrong("handled, and never asked: " + request);
    throw new IllegalStateException("never asked");
  }

  private void write(Body.Sink sink, byte[] body, int until) throws IOException {
    int at = 0;
    try {
      while (at < until) {
        int end = Math.min(until, at + Choice.between(1, 10_000));
        sink.write(ByteBuffer.wrap(body, at, end - at));
        at = end;
        if (Choice.oneOf(4)) {
          Task.sleep(Choice.upTo(10));
        }
      }
    } catch (Cancelled cancelled) {
      ledger.cancelled();
      throw cancelled;
    }
  }

  private void echo(IncomingBody body, Body.Sink sink) throws IOException {
    ByteBuffer part = body.read();
    while (part.hasRemaining()) {
      sink.write(part);
      part = body.read();
    }
  }
}
