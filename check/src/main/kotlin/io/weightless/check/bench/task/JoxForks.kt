package io.weightless.check.bench.task

import com.softwaremill.jox.Channel
import com.softwaremill.jox.structured.Scope
import com.softwaremill.jox.structured.Scopes
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.locks.LockSupport

/**
 * jox: forks in a supervised scope, which are virtual threads on the JDK's own scheduler, so giving
 * way is not its own. In Kotlin, for javac would want our classes to be for previews too, because
 * jox's are.
 */
class JoxForks : Contender {

  /** By a channel for each direction, for forks have nothing else to wake one another. */
  override fun takeTurns(turns: Int) {
    val toFirst = Channel.newRendezvousChannel<Int>()
    val toSecond = Channel.newRendezvousChannel<Int>()
    supervised { scope ->
      scope.forkUser { play(0, turns, toFirst, toSecond) }
      scope.forkUser { play(1, turns, toSecond, toFirst) }
    }
  }

  private fun play(self: Int, turns: Int, mine: Channel<Int>, others: Channel<Int>) {
    for (i in self until turns step 2) {
      if (i > 0) {
        check(mine.receive() == i)
      }
      if (i + 1 < turns) {
        others.send(i + 1)
      }
    }
  }

  override fun startAndAwait(tasks: Int): Long {
    var sum = 0L
    supervised { scope ->
      for (result in 0 until tasks) {
        sum += scope.fork { result }.join()
      }
    }
    return sum
  }

  override fun cancelTree(tasks: Int): Long {
    val forest = Forest(tasks)
    var nanos = 0L
    supervised { scope ->
      val root = scope.forkCancellable { forest.live(0) }
      forest.awaitGrown()
      val start = System.nanoTime()
      runCatching { root.cancel() }.onSuccess { error("the root was not cancelled") }
      nanos = System.nanoTime() - start
    }
    return nanos
  }

  override fun park(count: Int, whenParked: Runnable) {
    supervised { scope ->
      val word = CompletableFuture<Int>()
      val arrived = AtomicInteger()
      val gate = scope.fork { word.join() }
      repeat(count) {
        scope.forkUser {
          arrived.incrementAndGet()
          gate.join()
        }
      }
      while (arrived.get() < count) {
        Thread.yield()
      }
      whenParked.run()
      word.complete(0)
    }
  }

  /** On a virtual thread, where a wait costs what it costs its forks. */
  private fun supervised(body: (Scope) -> Unit) {
    val outcome = CompletableFuture<Unit>()
    Thread.ofVirtual().start {
      outcome.complete(runCatching { Scopes.supervised { body(it) } }.getOrThrow())
    }
    outcome.join()
  }

  private class Forest(private val tasks: Int) {
    private val grown = AtomicInteger()

    fun live(task: Int) {
      grown.incrementAndGet()
      if (Tree.isLeaf(task, tasks)) {
        awaitInterrupt()
      }
      Scopes.supervised { scope -> growBelow(task, scope) }
    }

    private fun growBelow(task: Int, scope: Scope) {
      for (below in Tree.first(task) until Tree.end(task, tasks)) {
        scope.forkUser { live(below) }
      }
    }

    private fun awaitInterrupt() {
      while (!Thread.interrupted()) {
        LockSupport.park()
      }
      throw InterruptedException()
    }

    fun awaitGrown() {
      while (grown.get() < tasks) {
        Thread.yield()
      }
    }
  }
}
