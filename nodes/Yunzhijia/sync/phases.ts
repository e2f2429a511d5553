/**
 * In which order a sync sends what may be sent: departments from the top, people, what people have
 * in departments; then what goes, and departments last, when nobody is in them any more.
 */
export const PHASE = {
	departments: 1,
	people: 2,
	pairs: 3,
	pairsGo: 4,
	peopleGo: 5,
	departmentsGo: 6,
};
