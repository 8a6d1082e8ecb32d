package io.aionyx.bridge.http;

import io.aionyx.bridge.audit.AuditHead;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.PauseSwitch;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What waits, what was done, and what each gate said. All text from outside is escaped. */
final class Page {

  private static final int RECENT = 30;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Ledger ledger;
  private final Decisions decisions;
  private final PauseSwitch pause;
  private final AuditLog audit;
  private final Leadership leadership;
  private final List<String> gateNames;
  private final InstantSource clock;

  Page(
      Ledger ledger,
      Decisions decisions,
      PauseSwitch pause,
      AuditLog audit,
      Leadership leadership,
      List<String> gateNames,
      InstantSource clock) {
    this.ledger = ledger;
    this.decisions = decisions;
    this.pause = pause;
    this.audit = audit;
    this.leadership = leadership;
    this.gateNames = gateNames;
    this.clock = clock;
  }

  void show(Context request) {
    request.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'");
    request.header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
    request.html(html());
  }

  private String html() {
    StringBuilder page = new StringBuilder(8192);
    page.append("<!doctype html><html lang=en><head><meta charset=utf-8>")
        .append("<meta name=viewport content='width=device-width,initial-scale=1'>")
        .append("<title>AIONYX alert-bridge</title><link rel=stylesheet href=/page.css></head>")
        .append("<body><header><h1>AIONYX <span>alert-bridge</span></h1>");
    status(page);
    page.append("</header><main>");
    pending(page);
    recent(page);
    page.append("</main><script src=/page.js></script></body></html>");
    return page.toString();
  }

  private void status(StringBuilder page) {
    Optional<PauseSwitch.Pause> paused = pause.current();
    Leadership.Standing standing = leadership.standing();
    AuditHead head = audit.head();
    page.append("<p class=status>");
    paused.ifPresentOrElse(
        p -> chip(page, "bad", "paused by " + p.who() + ": " + p.reason()),
        () -> chip(page, "good", "running"));
    chip(page, standing.leader() ? "good" : "dim", standing.leader() ? "leader" : "follower");
    chip(page, "dim", "audit #" + head.sequence() + " " + head.sha256().substring(0, 12));
    page.append(paused.isPresent() ? button("resume", "Resume") : button("pause", "Pause all"));
    page.append("</p>");
  }

  private static String button(String verb, String text) {
    return "<button data-verb=" + verb + " class=" + verb + ">" + text + "</button>";
  }

  private static void chip(StringBuilder page, String tone, String text) {
    page.append("<span class='chip ")
        .append(tone)
        .append("'>")
        .append(escape(text))
        .append("</span> ");
  }

  private void pending(StringBuilder page) {
    List<Remediation> waiting = ledger.inPhase(Phase.AWAITING_APPROVAL);
    page.append("<section><h2>Waiting for a person <small>")
        .append(waiting.size())
        .append("</small></h2>");
    if (waiting.isEmpty()) {
      page.append("<p class=empty>Nothing waits.</p>");
    }
    waiting.forEach(r -> card(page, r));
    page.append("</section>");
  }

  private void card(StringBuilder page, Remediation r) {
    Duration left = Duration.between(clock.instant(), r.nextAt());
    page.append("<article data-id=")
        .append(r.id())
        .append(" data-plan=")
        .append(r.planHash())
        .append("><h3>")
        .append(escape(r.action()))
        .append(" <em>")
        .append(escape(r.target().key()))
        .append("</em></h3><p>")
        .append(risk(r))
        .append("</p><p class=why>")
        .append(escape(r.reason()))
        .append("</p><p class=acts>")
        .append(button("approve", "Approve"))
        .append(button("deny", "Deny"))
        .append("<span class=left>expires in ")
        .append(Math.max(0, left.toMinutes()))
        .append(" min · plan <code>")
        .append(r.planHash())
        .append("</code></span></p>");
    gates(page, r, true);
    page.append("</article>");
  }

  private static String risk(Remediation r) {
    String lower = r.memo().getOrDefault("lower", "");
    String probability =
        lower.isEmpty()
            ? ""
            : " with a probability of at least <b>"
                + Math.round(Double.parseDouble(lower) * 100)
                + " %</b>";
    return "predicted <b>"
        + escape(r.episode().failureMode())
        + "</b> within "
        + escape(r.episode().horizonText())
        + probability;
  }

  private void recent(StringBuilder page) {
    page.append("<section><h2>Recent</h2><table><thead><tr><th>when (UTC)<th>target<th>failure")
        .append("<th>action<th>outcome<th>reason and gates</tr></thead><tbody>");
    List<Remediation> newest = ledger.newest(RECENT);
    newest.forEach(r -> row(page, r));
    if (newest.isEmpty()) {
      page.append("<tr><td colspan=6 class=empty>No alert has come yet.</tr>");
    }
    page.append("</tbody></table></section>");
  }

  private void row(StringBuilder page, Remediation r) {
    page.append("<tr><td class=time>")
        .append(time(r.updatedAt()))
        .append("<td>")
        .append(escape(r.target().key()))
        .append("<td>")
        .append(escape(r.episode().failureMode()))
        .append("<td>")
        .append(escape(r.action()))
        .append("<td><span class='chip ")
        .append(tone(r.phase()))
        .append("'>")
        .append(r.phase().text().replace('_', ' '))
        .append("</span><td>")
        .append(escape(r.reason()));
    gates(page, r, false);
    page.append("</tr>");
  }

  private static String time(Instant at) {
    return TIME.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  private static String tone(Phase phase) {
    return switch (phase) {
      case SUCCEEDED -> "good";
      case FAILED, INCONCLUSIVE -> "bad";
      case ROLLED_BACK, AWAITING_APPROVAL, EXPIRED -> "warn";
      case RUNNING, VERIFYING, ROLLING_BACK, APPROVED -> "busy";
      case RECEIVED, PLANNED, ADVISED, DENIED, DRY_RUN -> "dim";
    };
  }

  private void gates(StringBuilder page, Remediation r, boolean open) {
    List<Decisions.StoredVerdict> verdicts = decisions.verdicts(r.id());
    if (verdicts.isEmpty()) {
      return;
    }
    page.append(open ? "<details open>" : "<details>")
        .append("<summary>")
        .append(verdicts.size())
        .append(" of ")
        .append(gateNames.size())
        .append(" gates asked</summary><ul class=gates>");
    for (Decisions.StoredVerdict v : verdicts) {
      page.append("<li class='")
          .append(v.verdict().replace(' ', '-'))
          .append("'><b>")
          .append(escape(v.gate()))
          .append("</b> ")
          .append(escape(v.verdict()))
          .append(" <i>")
          .append(escape(v.reason()))
          .append("</i></li>");
    }
    page.append("</ul></details>");
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
