// offline_form.js - fills in sheets without network: what is chosen stays in this browser and goes
// out as a file, which is the body of the upload
"use strict";
const form = JSON.parse(document.getElementById("data").textContent);
const storageKey = `ocop-offline ${form.roundId} ${form.memberId}`;
const status = document.getElementById("status");
const raisable = {
  stop: "FINDING_KIND_STOP", disqualify: "FINDING_KIND_DISQUALIFY", notEligible: "FINDING_KIND_NOT_ELIGIBLE",
  requirement: "FINDING_KIND_REQUIREMENT",
};
const work = {};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// What the server has, and over it what this browser kept for the same pass.
function load() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(storageKey)) || {};
  } catch {
    status.textContent = "Trình duyệt không cho lưu tạm. Hãy lưu tệp trước khi đóng trang.";
  }
  for (const dossier of form.dossiers) {
    const draft = kept[dossier.dossierId];
    work[dossier.dossierId] = draft && draft.pass === dossier.pass ? draft : {
      pass: dossier.pass, choices: dossier.choices, notes: dossier.notes, raised: dossier.raised, submit: false,
    };
  }
}

function keep() {
  try {
    localStorage.setItem(storageKey, JSON.stringify(work));
    status.textContent = "Đã lưu tạm trong trình duyệt này. Nhớ lưu tệp khi chấm xong.";
  } catch {
    status.textContent = "Trình duyệt không cho lưu tạm. Hãy lưu tệp trước khi đóng trang.";
  }
}

const isCriterion = (node) => node.options.length > 0;

// The other cases of a group of which one alone is scored.
function otherCases(set, node) {
  const at = set.nodes.indexOf(node);
  const group = set.nodes.find((one, i) => one.oneOfCases && i < at && at < one.end);
  return group ? set.nodes.slice(set.nodes.indexOf(group) + 1, group.end).filter((one) => one !== node) : [];
}

// Points by part, and what is still missing.
function count(set, draft) {
  const sums = form.parts.map(() => 0);
  let missing = 0;
  set.nodes.forEach((node, i) => {
    const inCases = set.nodes.some((one, k) => one.oneOfCases && k < i && i < one.end);
    const option = node.options.find((one) => one.no === draft.choices[node.code]);
    if (option) sums[node.part] += option.points;
    else if (isCriterion(node) && !node.optional && !inCases) missing++;
    if (node.oneOfCases && !set.nodes.slice(i + 1, node.end).some((one) => one.code in draft.choices)) missing++;
  });
  return { sums, missing, total: sums.reduce((sum, points) => sum + points, 0) };
}

function showSums(view) {
  const { sums, missing, total } = count(view.set, view.draft);
  const parts = form.parts.map((part, i) => `Phần ${part.code}: ${sums[i]}/${part.max}`);
  const raised = view.draft.raised.every((one) => one.reason.trim());
  view.output.textContent = `${parts.join(" · ")} · Tổng: ${total}/${view.set.max}`
    + (missing ? ` · còn ${missing} tiêu chí` : " · đủ tiêu chí") + (raised ? "" : " · thiếu lý do đề nghị");
  view.submit.disabled = missing > 0 || !raised;
  if (view.submit.disabled) view.submit.checked = view.draft.submit = false;
  view.summary.textContent = `${view.dossier.producer} · ${total} điểm` + (view.draft.submit ? " · sẽ nộp" : "");
}

function changed(view) {
  showSums(view);
  keep();
}

function choose(view, node, no) {
  if (no === undefined) delete view.draft.choices[node.code];
  else view.draft.choices[node.code] = no;
  if (no !== undefined) for (const other of otherCases(view.set, node)) {
    delete view.draft.choices[other.code];
    view.body.querySelectorAll(`[name="${view.dossier.dossierId} ${other.code}"]`).forEach((radio) => { radio.checked = false; });
  }
  changed(view);
}

function optionRow(view, node, option) {
  const radio = element("input", {
    type: "radio", name: `${view.dossier.dossierId} ${node.code}`, value: option.no,
    checked: view.draft.choices[node.code] === option.no,
  });
  radio.addEventListener("change", () => choose(view, node, option.no));
  const star = option.star ? ` (từ ${option.star} sao)` : "";
  return element("label", { className: "option" }, radio, element("span", { textContent: option.label + star }),
    element("b", { textContent: `${option.points} điểm` }));
}

function noteOf(view, node) {
  const note = view.draft.notes.find((one) => one.criterionCode === node.code);
  const area = element("textarea", { maxLength: 1000, value: note ? note.note : "" });
  area.addEventListener("input", () => {
    const kept = view.draft.notes.find((one) => one.criterionCode === node.code);
    if (kept) kept.note = area.value;
    else view.draft.notes.push({ criterionCode: node.code, note: area.value, evidenceIds: [] });
    view.draft.notes = view.draft.notes.filter((one) => one.note || one.evidenceIds.length);
    changed(view);
  });
  return element("label", { className: "note" }, "Ghi chú", area);
}

// A condition of the sheet that the member holds to be met, with his reason.
function raiseRow(view, kind, code, text) {
  const found = () => view.draft.raised.find((one) => one.kind === kind && one.code === code);
  const box = element("input", { type: "checkbox", checked: !!found() });
  const reason = element("textarea", { maxLength: 2000, value: found() ? found().reason : "" });
  const area = element("label", { className: "note", hidden: !found() }, "Lý do đề nghị", reason);
  box.addEventListener("change", () => {
    view.draft.raised = view.draft.raised.filter((one) => one !== found());
    if (box.checked) view.draft.raised.push({ kind, code, reason: reason.value });
    area.hidden = !box.checked;
    changed(view);
  });
  reason.addEventListener("input", () => {
    found().reason = reason.value;
    changed(view);
  });
  return [element("label", { className: "option" }, box, element("span", { textContent: `Đề nghị: ${text}` })), area];
}

function criterion(view, node) {
  const field = element("fieldset", {}, element("legend", { textContent: `${node.code} ${node.name}` }));
  for (const guide of node.guides) field.append(element("p", { className: "guide", textContent: guide }));
  let inCase = "";
  for (const option of node.options) {
    if (option.case && option.case !== inCase)
      field.append(element("p", { className: "guide", textContent: `Trường hợp ${option.case}` }));
    inCase = option.case;
    field.append(optionRow(view, node, option));
  }
  const clear = element("button", { type: "button", textContent: "Bỏ chọn" });
  clear.addEventListener("click", () => {
    field.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = false; });
    choose(view, node, undefined);
  });
  field.append(clear, noteOf(view, node));
  for (const kind of Object.keys(raisable))
    for (const text of node[kind]) field.append(...raiseRow(view, raisable[kind], node.code, text));
  return field;
}

function group(view, node) {
  const parts = [element("h3", { textContent: `${node.code} ${node.name}` })];
  for (const guide of node.guides) parts.push(element("p", { className: "guide", textContent: guide }));
  for (const kind of Object.keys(raisable))
    for (const text of node[kind]) parts.push(...raiseRow(view, raisable[kind], node.code, text));
  return parts;
}

function fill(view) {
  const { body, set, draft } = view;
  view.output = element("output", {});
  view.output.setAttribute("aria-live", "polite");
  view.submit = element("input", { type: "checkbox", checked: draft.submit });
  view.submit.addEventListener("change", () => {
    draft.submit = view.submit.checked;
    changed(view);
  });
  body.append(element("div", { className: "sums" }, view.output, element("label", { className: "option" }, view.submit,
    element("span", { textContent: "Nộp phiếu này khi tải lên (niêm phong, không sửa nữa)" }))));
  for (const node of set.nodes) body.append(...(isCriterion(node) ? [criterion(view, node)] : group(view, node)));
  set.grounds.forEach((text, i) => body.append(...raiseRow(view, "FINDING_KIND_DOSSIER", String(i + 1), text)));
  showSums(view);
}

function dossierView(dossier) {
  const view = { dossier, set: form.sets[dossier.setNo], draft: work[dossier.dossierId] };
  view.summary = element("small", { textContent: dossier.producer });
  view.body = element("div", { className: "sheet" });
  const details = element("details", { className: "dossier", id: dossier.dossierId },
    element("summary", {}, dossier.product, view.summary), view.body);
  // 45 sheets at once are more than a small tablet can draw.
  details.addEventListener("toggle", () => {
    if (details.open && !view.body.firstChild) fill(view);
  });
  return details;
}

const isTouched = (draft) => Object.keys(draft.choices).length > 0 || draft.notes.length > 0 || draft.raised.length > 0;

function exported() {
  const sheets = form.dossiers.map(({ dossierId }) => ({ dossierId, ...work[dossierId] })).filter(isTouched);
  return { roundId: form.roundId, memberId: form.memberId, sheets };
}

document.getElementById("save").addEventListener("click", () => {
  const blob = new Blob([JSON.stringify(exported(), null, 1)], { type: "application/json" });
  const link = element("a", { href: URL.createObjectURL(blob), download: `phieu-cham-${form.roundId}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
  status.textContent = "Đã lưu tệp. Khi có mạng, hãy tải tệp lên hệ thống.";
});
load();
document.getElementById("dossiers").append(...form.dossiers.map(dossierView));
