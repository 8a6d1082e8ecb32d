// Decisions need a personal token and a reason; the token stays in this tab only.
"use strict";

function token() {
  const kept = sessionStorage.getItem("aionyx-token");
  const given = kept || prompt("Your personal token (leave empty if you logged in with a password)");
  if (given) sessionStorage.setItem("aionyx-token", given);
  return given;
}

async function send(path, body) {
  const headers = { "Content-Type": "application/json" };
  const secret = token();
  if (secret) headers.Authorization = "Bearer " + secret;
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status === 401) sessionStorage.removeItem("aionyx-token");
  if (answer.ok) return location.reload();
  alert("Refused: " + (await answer.text()));
}

document.addEventListener("click", (event) => {
  const verb = event.target.dataset.verb;
  if (!verb) return;
  const reason = prompt("Reason, for the record");
  if (!reason) return;
  const card = event.target.closest("article");
  if (card) send("/api/v1/approvals", { id: card.dataset.id, plan: card.dataset.plan, decision: verb, reason });
  else send("/api/v1/" + verb, { reason });
});

setInterval(() => { if (!document.querySelector("details[open]:hover")) location.reload(); }, 15000);
