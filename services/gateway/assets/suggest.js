// suggest.js - suggestions under the search box while somebody types
//
// The page is complete without it: it only fills the box and sends the form. A list of the browser's
// own (datalist) would not do: it shows what has the typed letters, and "mien" is not in "Miến".
const box = document.getElementById("q");
const list = document.createElement("ul");
const kinds = {
	SUGGESTION_KIND_PLACE: { vi: "nơi làm ra", en: "place" },
	SUGGESTION_KIND_PRODUCER: { vi: "chủ thể", en: "producer" },
};
const language = document.documentElement.lang === "en" ? "en" : "vi";
let chosen = -1;
let typed = "";
let timer = 0;

list.id = "suggestions";
list.className = "suggestions";
list.setAttribute("role", "listbox");
list.hidden = true;
box.parentElement.append(list);
box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);
box.setAttribute("aria-expanded", "false");
box.autocomplete = "off";

function show(options) {
	list.replaceChildren(...options);
	list.hidden = options.length === 0;
	box.setAttribute("aria-expanded", String(!list.hidden));
	choose(-1);
}

function choose(number) {
	chosen = number;
	[...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
	if (number < 0) box.removeAttribute("aria-activedescendant");
	else box.setAttribute("aria-activedescendant", list.children[number].id);
}

function take(text) {
	box.value = text;
	show([]);
	box.form.requestSubmit();
}

function option({ kind, text }, number) {
	const item = document.createElement("li");
	const word = kinds[kind];

	item.id = `suggestion-${number}`;
	item.setAttribute("role", "option");
	item.lang = "vi";
	item.textContent = text;
	if (word) {
		const small = document.createElement("small");
		small.lang = language;
		small.textContent = word[language];
		item.append(" ", small);
	}
	// Before the box loses the focus, which closes the list.
	item.addEventListener("pointerdown", (event) => {
		event.preventDefault();
		take(text);
	});
	item.dataset.text = text;
	return item;
}

async function suggest() {
	const asked = box.value.trim();

	typed = asked;
	if (!asked) return show([]);
	try {
		const answer = await fetch(`/api/v1/market/suggestions?q=${encodeURIComponent(asked)}`);
		const { suggestions = [] } = answer.ok ? await answer.json() : {};
		// Answers may overtake each other; and who has left the box wants no list.
		if (asked === typed && document.activeElement === box) show(suggestions.map(option));
	} catch {
		show([]);
	}
}

box.addEventListener("input", () => {
	clearTimeout(timer);
	timer = setTimeout(suggest, 120);
});
box.addEventListener("blur", () => show([]));
box.addEventListener("keydown", (event) => {
	const count = list.children.length;

	if (list.hidden) return;
	if (event.key === "Escape") show([]);
	else if (event.key === "ArrowDown") choose((chosen + 1) % count);
	else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : count - 1);
	else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen].dataset.text);
	else return;
	event.preventDefault();
});
