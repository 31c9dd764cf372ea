// Everything here makes a page that already works quicker to use.
"use strict";

const one = (selector) => document.querySelector(selector);

async function fragment(url) {
  const answer = await fetch(url);
  const markup = await answer.text();
  return answer.ok ? markup : "";
}

one("[data-menu]").addEventListener("click", (event) => {
  const open = one("#menu").classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", String(open));
});

const search = one("[data-suggest]");
const suggestions = one("#suggestions");
search.addEventListener("input", async () => {
  const asked = search.value.trim();
  const found = asked.length < 2 ? "" : await fragment("/api/suggest?q=" + encodeURIComponent(asked));
  if (search.value.trim() !== asked) return;
  suggestions.innerHTML = found;
  suggestions.hidden = found === "";
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape") suggestions.hidden = true;
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".find")) suggestions.hidden = true;
});

const cookies = one("[data-cookies] form");
cookies?.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = new URLSearchParams({choice: event.submitter.value});
  fetch("/cookies", {method: "POST", body: form, headers: {Accept: "application/json"}})
    .then((answer) => answer.text());
  one("[data-cookies]").remove();
});

const basket = one("[data-basket]");
basket?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = basket.querySelector("button");
  const answer = await fetch("/basket", {
    method: "POST",
    body: new URLSearchParams(new FormData(basket)),
    headers: {Accept: "application/json"},
  });
  if (!answer.ok) return basket.submit();
  one("[data-basket-count]").textContent = (await answer.json()).count;
  button.textContent = "Added to your basket";
});

for (const swatch of document.querySelectorAll("[data-main]")) {
  swatch.addEventListener("change", () => {
    const art = one("[data-art] svg");
    for (const part of ["main", "dark", "light"]) {
      art.style.setProperty("--" + part, swatch.dataset[part]);
    }
    one("[data-colour-name]").textContent = swatch.value;
  });
}

const stock = one("[data-stock]");
stock?.addEventListener("click", async () => {
  one("[data-stock-list]").innerHTML = await fragment(stock.dataset.stock);
});

const parcel = one("[data-parcel]");
parcel?.addEventListener("click", async () => {
  one("[data-parcel-text]").innerHTML = await fragment(parcel.dataset.parcel);
});

const shelf = one("[data-fill]");
if (shelf) fragment(shelf.dataset.fill).then((found) => found && (shelf.innerHTML = found));

// The label is made while the customer waits: ask, then look every second until it is there.
const request = one("[data-request]");
request?.addEventListener("submit", async (event) => {
  event.preventDefault();
  request.querySelector("button").disabled = true;
  request.querySelector(".sending").hidden = false;
  const ask = {method: "POST", headers: {Accept: "application/json"}};
  while (true) {
    const answer = await fetch(request.action, ask);
    if (!answer.ok) return request.submit();
    const {next} = await answer.json();
    if (next) return location.assign(next);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
});
